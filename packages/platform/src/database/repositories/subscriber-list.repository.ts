import type { LoginMethod } from '@gatehouse/core';
import { Subscriber } from '../entities/subscriber.entity';
import type { WorkspaceTransaction } from '../transaction';
import { placeInEffect, STANDING, type Standing, STANDINGS } from './place-in-effect.sql';

/** A subscriber as the creator sees them. */
export interface ListedSubscriber {
  readonly id: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly name: string | null;
  readonly signInMethod: LoginMethod;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
  readonly blockedAt: Date | null;
  /** Whether they agree to hear news, now. */
  readonly marketingConsent: boolean;
  /** Accepted calls, all time, some seconds old; of the one GPT when the list is filtered by GPT. */
  readonly calls: number;
  /** Key of their tier on the one GPT when the list is filtered by GPT, else null. */
  readonly tier: string | null;
  /** Of their places, or the one of the GPT that the list is filtered by, the one that concerns money most; null without any. */
  readonly standing: Standing | null;
}

export interface SubscriberFilter {
  /** Part of the address or the name, in any case. */
  readonly search: string | null;
  /** Only those who signed in to this GPT. */
  readonly gptId: string | null;
  /** Only those on the tier of this key: of that GPT, or of any when there is none. */
  readonly tier: string | null;
  readonly blocked: boolean | null;
  /** Whether they agree to hear news, now. */
  readonly marketingConsent: boolean | null;
  /** Only those with a place of this kind: on that GPT, or on any when there is none. */
  readonly standing: Standing | null;
  /** The moment at which it is asked. */
  readonly now: Date;
}

/** Where a page ended. Microseconds since 1970, as text, because that is what Postgres keeps and a JavaScript date does not. */
export interface SubscriberCursor {
  readonly lastSeenMicros: string;
  readonly id: string;
}

interface Row {
  id: string;
  email: string;
  email_verified: boolean;
  name: string | null;
  sign_in_method: LoginMethod;
  first_seen_at: Date;
  last_seen_at: Date;
  last_seen_micros: string;
  blocked_at: Date | null;
  marketing_consent: boolean;
  calls: string;
  tier: string | null;
  standing: Standing | null;
}

const AGREES = `EXISTS (SELECT 1 FROM marketing_consents m
    WHERE m.workspace_id = s.workspace_id AND m.subscriber_id = s.id AND m.withdrawn_at IS NULL)`;

/** A subscriber's places, and what of each holds now. */
const PLACES = `subscriptions p ${placeInEffect('$7')}`;
const THEIRS = `p.workspace_id = s.workspace_id AND p.subscriber_id = s.id AND ($2::text IS NULL OR p.gpt_id = $2)`;
const ORDER = `ARRAY[${STANDINGS.map((standing) => `'${standing}'`).join(', ')}]`;

const COLUMNS = `s.id, s.email, s.email_verified, s.name, s.sign_in_method, s.first_seen_at, s.last_seen_at, s.blocked_at, ${AGREES} AS marketing_consent,
  (extract(epoch FROM s.last_seen_at) * 1000000)::bigint::text AS last_seen_micros,
  (SELECT coalesce(sum(u.calls), 0) FROM usage_totals u
    WHERE u.workspace_id = s.workspace_id AND u.subscriber_id = s.id AND ($2::text IS NULL OR u.gpt_id = $2)) AS calls,
  (SELECT t.key FROM ${PLACES} JOIN tiers t ON t.workspace_id = p.workspace_id AND t.gpt_id = p.gpt_id AND t.id = e.tier_id
    WHERE ${THEIRS} AND $2::text IS NOT NULL) AS tier,
  (SELECT ${STANDING} FROM ${PLACES} WHERE ${THEIRS} ORDER BY array_position(${ORDER}, ${STANDING}) LIMIT 1) AS standing`;

const FILTER = `s.workspace_id = $1
  AND ($2::text IS NULL OR EXISTS (SELECT 1 FROM subscriptions x
    WHERE x.workspace_id = s.workspace_id AND x.subscriber_id = s.id AND x.gpt_id = $2))
  AND ($4::text IS NULL OR EXISTS (SELECT 1 FROM ${PLACES}
    JOIN tiers t ON t.workspace_id = p.workspace_id AND t.gpt_id = p.gpt_id AND t.id = e.tier_id WHERE ${THEIRS} AND t.key = $4))
  AND ($8::text IS NULL OR EXISTS (SELECT 1 FROM ${PLACES} WHERE ${THEIRS} AND ${STANDING} = $8))
  AND ($5::boolean IS NULL OR (s.blocked_at IS NOT NULL) = $5)
  AND ($6::boolean IS NULL OR ${AGREES} = $6)
  AND ($3::text IS NULL OR s.email ILIKE $3 OR s.name ILIKE $3)`;

const parametersOf = (tx: WorkspaceTransaction, filter: SubscriberFilter): unknown[] => [
  tx.workspaceId,
  filter.gptId,
  // A person who searches for "50%" looks for those characters.
  filter.search === null ? null : `%${filter.search.replace(/[\\%_]/g, '\\$&')}%`,
  filter.tier,
  filter.blocked,
  filter.marketingConsent,
  filter.now,
  filter.standing,
];

/** How the creator looks at subscribers: lists, one, export, block. */
export const subscriberListRepository = {
  /** Last seen first, from after the cursor. `cursors` holds, for each row, where a page that ends there ended. */
  async page(
    tx: WorkspaceTransaction,
    filter: SubscriberFilter,
    page: { limit: number; after: SubscriberCursor | null },
  ): Promise<{ rows: ListedSubscriber[]; cursors: SubscriberCursor[] }> {
    const rows = await tx.manager.query<Row[]>(
      `SELECT ${COLUMNS} FROM subscribers s WHERE ${FILTER}
         AND ($10::text IS NULL OR (s.last_seen_at, s.id) < (timestamptz 'epoch' + $9::bigint * interval '1 microsecond', $10))
       ORDER BY s.last_seen_at DESC, s.id DESC LIMIT $11`,
      [...parametersOf(tx, filter), page.after?.lastSeenMicros ?? null, page.after?.id ?? null, page.limit],
    );
    return { rows: rows.map(fromRow), cursors: rows.map((row) => ({ lastSeenMicros: row.last_seen_micros, id: row.id })) };
  },

  /**
   * The next rows in the order of their ids, which never change: whoever was there when an export began appears in it exactly once,
   * however long it takes and whatever happens meanwhile, and no transaction stays open between two batches.
   */
  async batchById(tx: WorkspaceTransaction, filter: SubscriberFilter, after: string, limit: number): Promise<ListedSubscriber[]> {
    const rows = await tx.manager.query<Row[]>(
      `SELECT ${COLUMNS} FROM subscribers s WHERE ${FILTER} AND s.id > $9 ORDER BY s.id LIMIT $10`,
      [...parametersOf(tx, filter), after, limit],
    );
    return rows.map(fromRow);
  },

  async find(tx: WorkspaceTransaction, id: string, now: Date): Promise<ListedSubscriber | null> {
    const [row] = await tx.manager.query<Row[]>(`SELECT ${COLUMNS} FROM subscribers s WHERE ${FILTER} AND s.id = $9`, [
      ...parametersOf(tx, { search: null, gptId: null, tier: null, blocked: null, marketingConsent: null, standing: null, now }),
      id,
    ]);
    return row === undefined ? null : fromRow(row);
  },

  /** @param blockedAt null lifts the block. @returns false when there is no such subscriber. */
  async setBlocked(tx: WorkspaceTransaction, id: string, blockedAt: Date | null): Promise<boolean> {
    return (await tx.manager.update(Subscriber, { workspaceId: tx.workspaceId, id }, { blockedAt })).affected === 1;
  },
};

function fromRow(row: Row): ListedSubscriber {
  return {
    id: row.id,
    email: row.email,
    emailVerified: row.email_verified,
    name: row.name,
    signInMethod: row.sign_in_method,
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
    blockedAt: row.blocked_at,
    marketingConsent: row.marketing_consent,
    calls: Number(row.calls),
    tier: row.tier,
    standing: row.standing,
  };
}
