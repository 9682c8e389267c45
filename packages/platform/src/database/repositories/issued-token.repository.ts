import type { TokenKind } from '@gatehouse/core';
import { runPrepared } from '../prepared';
import type { WorkspaceTransaction } from '../transaction';
import type { HotTransaction } from '../pipelined-transaction';

/** An access or refresh token with its person, its client and its consent: what introspection, userinfo and revocation judge by. */
export interface IssuedToken {
  readonly kind: TokenKind;
  readonly id: string;
  readonly gptId: string;
  readonly clientId: string;
  readonly authorizationCodeId: string;
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  /** Of a refresh token: the earlier of its two ends. */
  readonly expiresAt: Date;
  /** Of a refresh token: when it was first exchanged for its child. */
  readonly rotatedAt: Date | null;
  /** When the token itself was revoked. */
  readonly revokedAt: Date | null;
  /** Whether its consent was withdrawn or its GPT deleted. */
  readonly withdrawn: boolean;
  readonly subscriberId: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly name: string | null;
  readonly blocked: boolean;
}

/** Who signed in when, for the ID token that goes out with an access token. */
export interface Identity {
  readonly clientId: string;
  readonly authTime: Date;
  readonly nonce: string | null;
  readonly subscriberId: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly name: string | null;
}

const OWN_COLUMNS: Readonly<
  Record<TokenKind, { readonly table: string; readonly expiresAt: string; readonly rotatedAt: string }>
> = {
  access_token: { table: 'access_tokens', expiresAt: 't.expires_at', rotatedAt: 'NULL::timestamptz' },
  refresh_token: {
    table: 'refresh_tokens',
    expiresAt: 'LEAST(t.idle_expires_at, t.absolute_expires_at)',
    rotatedAt: 't.rotated_at',
  },
};

const IDENTITIES = {
  name: 'identities-of-access-tokens',
  text: `
    SELECT t.token_hash AS "tokenHash", g.client_id AS "clientId", c.auth_time AS "authTime", c.nonce,
           s.id AS "subscriberId", s.email, s.email_verified AS "emailVerified", s.name
      FROM access_tokens t
      JOIN authorization_codes c ON c.workspace_id = t.workspace_id AND c.id = t.authorization_code_id
      JOIN gpts g ON g.workspace_id = t.workspace_id AND g.id = t.gpt_id
      JOIN subscribers s ON s.workspace_id = t.workspace_id AND s.id = t.subscriber_id
     WHERE t.workspace_id = $1 AND t.token_hash = ANY ($2)`,
};

/** Tokens of either kind as they were issued, whatever became of them since: judging is the caller's. */
export const issuedTokenRepository = {
  async find(tx: WorkspaceTransaction, kind: TokenKind, tokenHash: Buffer): Promise<IssuedToken | null> {
    const own = OWN_COLUMNS[kind];
    const [row] = await tx.manager.query<Omit<IssuedToken, 'kind'>[]>(
      `SELECT t.id, t.gpt_id AS "gptId", g.client_id AS "clientId", t.authorization_code_id AS "authorizationCodeId", t.scopes,
              t.created_at AS "createdAt", ${own.expiresAt} AS "expiresAt", ${own.rotatedAt} AS "rotatedAt", t.revoked_at AS "revokedAt",
              (r.revoked_at IS NOT NULL OR g.deleted_at IS NOT NULL) AS withdrawn,
              s.id AS "subscriberId", s.email, s.email_verified AS "emailVerified", s.name, s.blocked_at IS NOT NULL AS blocked
         FROM ${own.table} t
         JOIN grants r ON r.workspace_id = t.workspace_id AND r.id = t.grant_id
         JOIN gpts g ON g.workspace_id = t.workspace_id AND g.id = t.gpt_id
         JOIN subscribers s ON s.workspace_id = t.workspace_id AND s.id = t.subscriber_id
        WHERE t.workspace_id = $1 AND t.token_hash = $2`,
      [tx.workspaceId, tokenHash],
    );
    return row === undefined ? null : { kind, ...row };
  },

  /** By the hash of the access token, as hexadecimal text. Ask in the transaction that stored them. */
  async identitiesOf(tx: HotTransaction, accessTokenHashes: readonly Buffer[]): Promise<Map<string, Identity>> {
    if (accessTokenHashes.length === 0) return new Map();
    const rows = await runPrepared<Identity & { tokenHash: Buffer }>(tx, IDENTITIES, [tx.workspaceId, accessTokenHashes]);
    return new Map(rows.map(({ tokenHash, ...identity }) => [tokenHash.toString('hex'), identity]));
  },

  /** Revokes one access token. */
  async revokeAccessToken(tx: WorkspaceTransaction, id: string, now: Date): Promise<void> {
    await tx.manager.query(
      'UPDATE access_tokens SET revoked_at = $3 WHERE workspace_id = $1 AND id = $2 AND revoked_at IS NULL',
      [tx.workspaceId, id, now],
    );
  },
};
