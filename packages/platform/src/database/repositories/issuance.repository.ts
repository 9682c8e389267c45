import { runPrepared, type PreparedStatement } from '../prepared';
import type { HotTransaction } from '../pipelined-transaction';

/**
 * What a statement that claims does about a row that another transaction holds just now. `skip`: leaves it out, so that many can be claimed
 * together without a deadlock and without waiting for one. `wait`: until that transaction ends; only for one claim alone.
 */
export type WhenHeld = 'skip' | 'wait';

/** A pair of tokens that will be stored if its parent, a code or a refresh token, can be claimed. */
export interface TokenPair {
  readonly parentId: string;
  readonly accessTokenId: string;
  readonly accessTokenHash: Buffer;
  readonly accessExpiresAt: Date;
  readonly refreshTokenId: string;
  readonly refreshTokenHash: Buffer;
  /** Never later than `absoluteExpiresAt`. */
  readonly idleExpiresAt: Date;
  readonly absoluteExpiresAt: Date;
}

/** The pair that a refresh token is exchanged for. */
export interface SuccessorPair extends TokenPair {
  /** Those of the access token; the refresh token keeps its parent's (RFC 6749 6). None holds a space (RFC 6749 3.3). */
  readonly accessScopes: readonly string[];
  /** The answer, sealed under the parent's own text. */
  readonly successorSealed: Buffer;
}

const HELD: Readonly<Record<WhenHeld, string>> = { skip: 'SKIP LOCKED', wait: '' };

/** The parents are told apart from $3 on; the columns of a pair are $3 to $10 in both statements. */
const PAIR_TYPES =
  '$3::text[], $4::text[], $5::bytea[], $6::timestamptz[], $7::text[], $8::bytea[], $9::timestamptz[], $10::timestamptz[]';
const PAIR_COLUMNS =
  'parent_id, access_id, access_hash, access_expires_at, refresh_id, refresh_hash, idle_expires_at, absolute_expires_at';

const redeem = (whenHeld: WhenHeld): PreparedStatement => ({
  name: `redeem-codes-${whenHeld}`,
  text: `
    WITH pair AS MATERIALIZED (SELECT * FROM unnest(${PAIR_TYPES}) AS p (${PAIR_COLUMNS})),
    free AS MATERIALIZED (
      SELECT id FROM authorization_codes WHERE workspace_id = $1 AND id = ANY ($3) AND redeemed_at IS NULL
      FOR NO KEY UPDATE ${HELD[whenHeld]}
    ),
    claimed AS (
      UPDATE authorization_codes c SET redeemed_at = $2 FROM free WHERE c.workspace_id = $1 AND c.id = free.id
      RETURNING c.id, c.grant_id, c.gpt_id, c.subscriber_id, c.scopes
    ),
    access AS (
      INSERT INTO access_tokens (workspace_id, id, grant_id, gpt_id, subscriber_id, authorization_code_id, token_hash, scopes, created_at,
        expires_at)
      SELECT $1, p.access_id, c.grant_id, c.gpt_id, c.subscriber_id, c.id, p.access_hash, c.scopes, $2, p.access_expires_at
        FROM claimed c JOIN pair p ON p.parent_id = c.id
    ),
    refresh AS (
      INSERT INTO refresh_tokens (workspace_id, id, grant_id, gpt_id, subscriber_id, authorization_code_id, token_hash, scopes, created_at,
        idle_expires_at, absolute_expires_at)
      SELECT $1, p.refresh_id, c.grant_id, c.gpt_id, c.subscriber_id, c.id, p.refresh_hash, c.scopes, $2, p.idle_expires_at,
             p.absolute_expires_at
        FROM claimed c JOIN pair p ON p.parent_id = c.id
    )
    SELECT id FROM claimed`,
});

const rotate = (whenHeld: WhenHeld): PreparedStatement => ({
  name: `rotate-refresh-tokens-${whenHeld}`,
  text: `
    WITH pair AS MATERIALIZED (
      SELECT * FROM unnest(${PAIR_TYPES}, $11::text[], $12::bytea[]) AS p (${PAIR_COLUMNS}, access_scopes, successor_sealed)
    ),
    free AS MATERIALIZED (
      SELECT id FROM refresh_tokens WHERE workspace_id = $1 AND id = ANY ($3) AND rotated_at IS NULL AND revoked_at IS NULL
      FOR NO KEY UPDATE ${HELD[whenHeld]}
    ),
    claimed AS (
      UPDATE refresh_tokens t SET rotated_at = $2, successor_sealed = p.successor_sealed
        FROM free JOIN pair p ON p.parent_id = free.id
       WHERE t.workspace_id = $1 AND t.id = free.id
      RETURNING t.id, t.grant_id, t.gpt_id, t.subscriber_id, t.authorization_code_id, t.scopes
    ),
    access AS (
      INSERT INTO access_tokens (workspace_id, id, grant_id, gpt_id, subscriber_id, authorization_code_id, token_hash, scopes, created_at,
        expires_at)
      SELECT $1, p.access_id, t.grant_id, t.gpt_id, t.subscriber_id, t.authorization_code_id, p.access_hash,
             string_to_array(p.access_scopes, ' '), $2, p.access_expires_at
        FROM claimed t JOIN pair p ON p.parent_id = t.id
    ),
    refresh AS (
      INSERT INTO refresh_tokens (workspace_id, id, grant_id, gpt_id, subscriber_id, authorization_code_id, parent_id, token_hash, scopes,
        created_at, idle_expires_at, absolute_expires_at)
      SELECT $1, p.refresh_id, t.grant_id, t.gpt_id, t.subscriber_id, t.authorization_code_id, t.id, p.refresh_hash, t.scopes, $2,
             p.idle_expires_at, p.absolute_expires_at
        FROM claimed t JOIN pair p ON p.parent_id = t.id
    )
    SELECT id FROM claimed`,
});

const REDEEM = { skip: redeem('skip'), wait: redeem('wait') };
const ROTATE = { skip: rotate('skip'), wait: rotate('wait') };

/**
 * The two statements that issue tokens. Each claims parents and stores their children at once, so no child can be stored whose parent another
 * request claimed: of any number of requests with the same parent, in any number of processes, one is told so (OAuth 2.1 4.1.3).
 */
export const issuanceRepository = {
  /** Redeems codes. @returns the ids of those that were free until now: theirs are the pairs that were stored */
  async redeem(tx: HotTransaction, pairs: readonly TokenPair[], now: Date, whenHeld: WhenHeld): Promise<Set<string>> {
    if (pairs.length === 0) return new Set();
    return claim(tx, REDEEM[whenHeld], [tx.workspaceId, now, ...columnsOf(pairs)]);
  },

  /** Exchanges refresh tokens for their children. @returns as above: the ids of those that were neither exchanged nor revoked until now */
  async rotate(tx: HotTransaction, pairs: readonly SuccessorPair[], now: Date, whenHeld: WhenHeld): Promise<Set<string>> {
    if (pairs.length === 0) return new Set();
    const scopes = pairs.map(({ accessScopes }) => accessScopes.join(' '));
    const sealed = pairs.map(({ successorSealed }) => successorSealed);
    return claim(tx, ROTATE[whenHeld], [tx.workspaceId, now, ...columnsOf(pairs), scopes, sealed]);
  },
};

async function claim(tx: HotTransaction, statement: PreparedStatement, values: unknown[]): Promise<Set<string>> {
  const rows = await runPrepared<{ id: string }>(tx, statement, values);
  return new Set(rows.map(({ id }) => id));
}

function columnsOf(pairs: readonly TokenPair[]): unknown[][] {
  return [
    pairs.map(({ parentId }) => parentId),
    pairs.map(({ accessTokenId }) => accessTokenId),
    pairs.map(({ accessTokenHash }) => accessTokenHash),
    pairs.map(({ accessExpiresAt }) => accessExpiresAt),
    pairs.map(({ refreshTokenId }) => refreshTokenId),
    pairs.map(({ refreshTokenHash }) => refreshTokenHash),
    pairs.map(({ idleExpiresAt }) => idleExpiresAt),
    pairs.map(({ absoluteExpiresAt }) => absoluteExpiresAt),
  ];
}
