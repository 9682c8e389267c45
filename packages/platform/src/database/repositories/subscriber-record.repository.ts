import type { WorkspaceTransaction } from '../transaction';

/** Rows of one reading: what memory holds of a record at a time. */
const ROWS_PER_BATCH = 1_000;

interface Part {
  /** What is told of each row. Never a hash, a secret, or what a member wrote about somebody else. */
  readonly columns: string;
  /** Rows of the person: `$1` is the workspace, `$2` the person. */
  readonly from: string;
  /** Names a row among the person's, for going on after it. */
  readonly cursor: string;
}

const GPT = 'JOIN gpts g ON g.workspace_id = x.workspace_id AND g.id = x.gpt_id';
const ofPerson = (table: string, joins = ''): string => `${table} x ${joins} WHERE x.workspace_id = $1 AND x.subscriber_id = $2`;

/** All that a workspace holds on a subscriber, by table. */
const PARTS = {
  profile: {
    columns: 'x.id, x.email, x.email_verified, x.name, x.sign_in_method, x.first_seen_at, x.last_seen_at, x.blocked_at',
    from: 'subscribers x WHERE x.workspace_id = $1 AND x.id = $2',
    cursor: 'x.id',
  },
  ways_of_signing_in: { columns: 'x.provider, x.subject, x.linked_at', from: ofPerson('subscriber_identities'), cursor: 'x.id' },
  passwords: { columns: 'x.changed_at AS chosen_at', from: ofPerson('subscriber_passwords'), cursor: 'x.subscriber_id' },
  passkeys: {
    columns: 'x.name, x.rp_id AS host, x.backed_up, x.created_at, x.last_used_at',
    from: ofPerson('passkeys'),
    cursor: 'x.id',
  },
  devices: {
    columns: 'x.id, x.method, x.user_agent, x.auth_time AS signed_in_at, x.last_seen_at, x.expires_at',
    from: ofPerson('subscriber_sessions'),
    cursor: 'x.id',
  },
  sign_ins: {
    columns: `x.id, x.purpose, g.name AS gpt, x.request->>'redirectUri' AS returned_to, x.created_at, x.finished_at`,
    from: ofPerson('interactions', GPT),
    cursor: 'x.id',
  },
  gpts: {
    columns: 'x.id, g.id AS gpt_id, g.name AS gpt, x.scopes, x.created_at AS allowed_at, x.revoked_at',
    from: ofPerson('grants', GPT),
    cursor: 'x.id',
  },
  access_tokens: {
    columns: 'x.id, g.name AS gpt, x.scopes, x.created_at, x.expires_at, x.revoked_at',
    from: ofPerson('access_tokens', GPT),
    cursor: 'x.id',
  },
  refresh_tokens: {
    columns:
      'x.id, g.name AS gpt, x.scopes, x.created_at, x.idle_expires_at AS expires_at, x.rotated_at AS used_at, x.revoked_at',
    from: ofPerson('refresh_tokens', GPT),
    cursor: 'x.id',
  },
  plans: {
    columns: 'g.name AS gpt, t.name AS plan, x.status, x.created_at AS since',
    from: ofPerson('subscriptions', `${GPT} JOIN tiers t ON t.workspace_id = x.workspace_id AND t.id = x.tier_id`),
    cursor: 'x.id',
  },
  payments: {
    columns: 'g.name AS gpt, x.amount, x.refunded, x.currency, x.paid_at, x.stripe_invoice_id AS invoice',
    from: ofPerson('payments', GPT),
    cursor: 'x.id',
  },
  stripe_customers: {
    columns: 'x.stripe_account_id AS account, x.stripe_customer_id AS customer, x.created_at',
    from: ofPerson('stripe_customers'),
    cursor: 'x.stripe_customer_id',
  },
  invitations: {
    columns: 'g.name AS gpt, x.email, x.created_at AS invited_at, x.expires_at, x.mailed_at, x.accepted_at',
    from: `access_invitations x ${GPT} JOIN subscribers s ON s.workspace_id = x.workspace_id AND s.email = x.email
            WHERE x.workspace_id = $1 AND s.id = $2`,
    cursor: 'x.id',
  },
  requests_for_access: {
    columns: 'g.name AS gpt, x.status, x.language, x.requested_at, x.decided_at',
    from: ofPerson('access_requests', GPT),
    cursor: 'x.id',
  },
  usage: {
    columns:
      'x.hour, g.name AS gpt, x.action, x.tier AS plan, x.calls::float8 AS calls, x.cost::float8 AS cost, x.denied::float8 AS refused',
    from: ofPerson('usage_hourly', GPT),
    cursor: `concat_ws(chr(31), to_char(x.hour AT TIME ZONE 'UTC', 'YYYYMMDDHH24'), x.gpt_id, x.tier, x.action)`,
  },
  /** Days of which the hours are kept no more. */
  usage_of_earlier_days: {
    columns:
      'x.day, g.name AS gpt, x.action, x.tier AS plan, x.calls::float8 AS calls, x.cost::float8 AS cost, x.denied::float8 AS refused',
    from: `${ofPerson('usage_daily', GPT)} AND x.day < (SELECT hours_kept_since AT TIME ZONE 'UTC' FROM usage_books)::date`,
    cursor: `concat_ws(chr(31), to_char(x.day, 'YYYYMMDD'), x.gpt_id, x.tier, x.action)`,
  },
  marketing_consents: {
    columns: 'x.wording, x.language, x.given_on, x.given_at, x.withdrawn_at',
    from: ofPerson('marketing_consents'),
    cursor: 'x.id',
  },
  /** What others did about the person, without who: that is another person's data. */
  history: {
    columns: `x.at, x.action, CASE x.actor_kind WHEN 'subscriber' THEN 'you' WHEN 'system' THEN 'the service' ELSE 'the creator' END AS by`,
    from: `audit_events x WHERE x.workspace_id = $1 AND x.target_kind = 'subscriber' AND x.target_id = $2`,
    cursor: 'x.id',
  },
} as const satisfies Record<string, Part>;

export type RecordPart = keyof typeof PARTS;

/** In the order in which people read them. */
export const RECORD_PARTS = Object.keys(PARTS) as readonly RecordPart[];

/** Everything that a workspace holds on a person, for them to take along (GDPR articles 15 and 20). */
export const subscriberRecordRepository = {
  /** The next rows, in a fixed order. @param after where the batch before ended; '' at first. @returns null in `next` after the last ones */
  async batch(
    tx: WorkspaceTransaction,
    subscriberId: string,
    name: RecordPart,
    after: string,
  ): Promise<{ rows: Record<string, unknown>[]; next: string | null }> {
    const { columns, from, cursor } = PARTS[name];
    const found = await tx.manager.query<(Record<string, unknown> & { cursor: string })[]>(
      `SELECT ${columns}, ${cursor} AS cursor FROM ${from} AND (${cursor}) COLLATE "C" > $3
        ORDER BY (${cursor}) COLLATE "C" LIMIT ${ROWS_PER_BATCH}`,
      [tx.workspaceId, subscriberId, after],
    );
    const last = found.length === ROWS_PER_BATCH ? (found.at(-1)?.cursor ?? null) : null;
    return { rows: found.map(({ cursor: _place, ...row }) => row), next: last };
  },
};
