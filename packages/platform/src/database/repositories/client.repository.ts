import { runPrepared } from '../prepared';
import type { HotTransaction } from '../pipelined-transaction';

/** A GPT as the token endpoint sees it: a client with its secrets, and how long its tokens live, in seconds. */
export interface ClientRow {
  readonly gptId: string;
  readonly clientId: string;
  readonly accessTokenTtlSeconds: number;
  readonly refreshTokenIdleTtlSeconds: number;
  readonly refreshTokenAbsoluteTtlSeconds: number;
  /** Those that work; during a rotation there are two. */
  readonly secrets: readonly ClientSecretRow[];
}

interface ClientSecretRow {
  readonly id: string;
  readonly secretHash: Buffer;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
}

type Joined = Omit<ClientRow, 'secrets'> &
  ({ readonly secretId: null } | ({ readonly secretId: string } & Omit<ClientSecretRow, 'id'>));

const LIST = {
  name: 'list-clients',
  text: `
    SELECT g.id AS "gptId", g.client_id AS "clientId", g.access_token_ttl_seconds AS "accessTokenTtlSeconds",
           g.refresh_token_idle_ttl_seconds AS "refreshTokenIdleTtlSeconds",
           g.refresh_token_absolute_ttl_seconds AS "refreshTokenAbsoluteTtlSeconds",
           s.id AS "secretId", s.secret_hash AS "secretHash", s.expires_at AS "expiresAt", s.last_used_at AS "lastUsedAt"
      FROM gpts g
      LEFT JOIN gpt_secrets s
             ON s.workspace_id = g.workspace_id AND s.gpt_id = g.id AND (s.expires_at IS NULL OR s.expires_at > $3)
     WHERE g.workspace_id = $1 AND g.client_id = ANY ($2) AND g.deleted_at IS NULL`,
};

/** Whoever touches a secret at the same moment does what we would have done, so nobody waits. */
const TOUCH = {
  name: 'touch-client-secrets',
  text: `
    UPDATE gpt_secrets SET last_used_at = $3 WHERE workspace_id = $1 AND id IN (
      SELECT id FROM gpt_secrets WHERE workspace_id = $1 AND id = ANY ($2) FOR NO KEY UPDATE SKIP LOCKED)`,
};

/** GPTs as clients that prove who they are. */
export const clientRepository = {
  /** By client id: those of the workspace that are not deleted, with the secrets that work at `now`. */
  async findByClientIds(tx: HotTransaction, clientIds: readonly string[], now: Date): Promise<Map<string, ClientRow>> {
    if (clientIds.length === 0) return new Map();
    const rows = await runPrepared<Joined>(tx, LIST, [tx.workspaceId, clientIds, now]);
    const byClientId = Map.groupBy(rows, ({ clientId }) => clientId);
    return new Map([...byClientId].map(([clientId, joined]) => [clientId, clientFrom(joined)]));
  },

  async touchSecrets(tx: HotTransaction, secretIds: readonly string[], now: Date): Promise<void> {
    if (secretIds.length > 0) await runPrepared(tx, TOUCH, [tx.workspaceId, secretIds, now]);
  },
};

function clientFrom(joined: readonly Joined[]): ClientRow {
  const [first] = joined;
  if (first === undefined) throw new Error('a client was grouped out of no rows');
  const { gptId, clientId, accessTokenTtlSeconds, refreshTokenIdleTtlSeconds, refreshTokenAbsoluteTtlSeconds } = first;
  const secrets = joined.flatMap((row) =>
    row.secretId === null
      ? []
      : [{ id: row.secretId, secretHash: row.secretHash, expiresAt: row.expiresAt, lastUsedAt: row.lastUsedAt }],
  );
  return { gptId, clientId, accessTokenTtlSeconds, refreshTokenIdleTtlSeconds, refreshTokenAbsoluteTtlSeconds, secrets };
}
