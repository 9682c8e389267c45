import type { DirectoryTransaction, WorkspaceTransaction } from '../transaction';

/** Rows of one statement, so that no transaction holds many locks for long. */
const ROWS_PER_STATEMENT = 1_000;

/**
 * What is past its time in a workspace, in the order in which foreign keys let it go. `$2` is the time before which it must have ended.
 * A code stays while any token hangs from it: its second redemption revokes them. A refresh token stays until it could not be used
 * whatever happened, so that its reuse is recognised until then.
 */
const TENANT_ROWS: readonly (readonly [table: string, ended: string])[] = [
  ['interactions', 'expires_at < $2'],
  ['passkey_challenges', 'expires_at < $2'],
  ['subscriber_sessions', 'expires_at < $2'],
  // Counts wait in Redis for as long as Postgres is away, and not for months.
  ['erased_subscribers', `erased_at < $2::timestamptz - interval '90 days'`],
  // What they tell is shown for a day and for a week.
  ['learned_callbacks', `seen_at < $2::timestamptz - interval '1 day'`],
  ['turned_away_callbacks', `last_seen_at < $2::timestamptz - interval '7 days'`],
  ['direct_usage', `told_units = units AND period_ends_at < $2::timestamptz - interval '3 days'`],
  [
    'usage_actions',
    `$2::timestamptz IS NOT NULL AND day < (SELECT (hours_kept_since AT TIME ZONE 'UTC')::date FROM usage_books)`,
  ],
  ['access_tokens', 'expires_at < $2'],
  ['refresh_tokens', 'idle_expires_at < $2'],
  // A retired key's public half recognises an ID token that comes back as a hint; after a year and more nobody has one.
  ['signing_keys', `state = 'retired' AND retired_at < $2::timestamptz - interval '400 days'`],
  [
    'authorization_codes',
    `expires_at < $2
       AND NOT EXISTS (SELECT FROM access_tokens t WHERE t.workspace_id = c.workspace_id AND t.authorization_code_id = c.id)
       AND NOT EXISTS (SELECT FROM refresh_tokens t WHERE t.workspace_id = c.workspace_id AND t.authorization_code_id = c.id)`,
  ],
];

const DIRECTORY_ROWS: readonly (readonly [table: string, ended: string])[] = [
  ['member_sessions', 'expires_at < $1'],
  ['member_email_codes', 'expires_at < $1'],
  ['throttle_buckets', 'full_again_at < $1'],
];

/** Rows whose time is over: what nobody can use any more and nothing reads. */
export const expiredRowsRepository = {
  /** Deletes up to a thousand of each kind. @returns how many; call again while it is not 0 */
  async prune(tx: WorkspaceTransaction, endedBefore: Date): Promise<number> {
    let pruned = 0;
    for (const [table, ended] of TENANT_ROWS) {
      const [, count] = await tx.manager.query<[unknown, number]>(
        `DELETE FROM ${table} WHERE workspace_id = $1 AND ctid = ANY (ARRAY(
           SELECT ctid FROM ${table} c WHERE workspace_id = $1 AND ${ended} LIMIT ${ROWS_PER_STATEMENT} FOR UPDATE SKIP LOCKED))`,
        [tx.workspaceId, endedBefore],
      );
      pruned += count;
    }
    return pruned;
  },

  /** The same for what belongs to no workspace. */
  async pruneDirectory(tx: DirectoryTransaction, endedBefore: Date): Promise<number> {
    let pruned = 0;
    for (const [table, ended] of DIRECTORY_ROWS) {
      const [, count] = await tx.manager.query<[unknown, number]>(
        `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
           SELECT ctid FROM ${table} WHERE ${ended} LIMIT ${ROWS_PER_STATEMENT} FOR UPDATE SKIP LOCKED))`,
        [endedBefore],
      );
      pruned += count;
    }
    return pruned;
  },
};
