import { newId } from '@gatehouse/platform';
import { seedCaller, type SeededCaller, type TestDatabase } from '@gatehouse/testing';
import { createHash, randomBytes } from 'node:crypto';

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Gives the caller's GPT a client secret. @returns it in the clear */
export async function seedSecret(test: TestDatabase, caller: SeededCaller): Promise<string> {
  const secret = `gth_cs_${randomBytes(32).toString('base64url')}`;
  await test.query(`INSERT INTO gpt_secrets (workspace_id, id, gpt_id, secret_hash, last4) VALUES ($1, $2, $3, $4, $5)`, [
    caller.workspaceId,
    newId('sec'),
    caller.gptId,
    hash(secret),
    secret.slice(-4),
  ]);
  return secret;
}

export interface RefreshSeed {
  readonly idleExpiresAt?: Date;
  readonly rotatedAt?: Date;
}

/** Gives the caller a refresh token of the same family as their access token. @returns it in the clear */
export async function seedRefreshToken(test: TestDatabase, caller: SeededCaller, seed: RefreshSeed = {}): Promise<string> {
  const token = `gth_rt_${randomBytes(32).toString('base64url')}`;
  await test.query(
    `INSERT INTO refresh_tokens (workspace_id, id, grant_id, gpt_id, subscriber_id, authorization_code_id, token_hash, scopes,
                                 created_at, idle_expires_at, absolute_expires_at, rotated_at)
     SELECT workspace_id, $2, grant_id, gpt_id, subscriber_id, authorization_code_id, $3, scopes, '2026-11-02T09:00:00Z', $4, '2099-01-01', $5
       FROM access_tokens WHERE token_hash = $1`,
    [hash(caller.token), newId('rtk'), hash(token), seed.idleExpiresAt ?? new Date('2099-01-01'), seed.rotatedAt ?? null],
  );
  return token;
}

/** Another GPT in the caller's workspace, with a subscriber of its own. @returns their access token in the clear */
export async function seedOtherGpt(test: TestDatabase, caller: SeededCaller): Promise<string> {
  const other = await seedCaller(test, { beside: caller });
  const gptId = `${caller.gptId}_b`;
  await test.query(
    `INSERT INTO gpts (workspace_id, id, name, client_id, login_methods) VALUES ($1, $2, 'Other', $3, '{google}')`,
    [caller.workspaceId, gptId, `${caller.clientId}-b`],
  );
  await test.query(`DELETE FROM access_tokens WHERE subscriber_id = $1`, [other.subscriberId]);
  await test.query(`DELETE FROM authorization_codes WHERE subscriber_id = $1`, [other.subscriberId]);
  await test.query(`UPDATE grants SET gpt_id = $2 WHERE subscriber_id = $1`, [other.subscriberId, gptId]);
  await test.query(
    `INSERT INTO authorization_codes (workspace_id, id, grant_id, gpt_id, subscriber_id, code_hash, redirect_uri, scopes, auth_time, created_at, expires_at)
     VALUES ($1, 'cod_other', $2, $3, $4, '\\x00', 'https://a.example/cb', '{}', now(), now(), now())`,
    [caller.workspaceId, other.grantId, gptId, other.subscriberId],
  );
  await test.query(
    `INSERT INTO access_tokens (workspace_id, id, grant_id, gpt_id, subscriber_id, authorization_code_id, token_hash, scopes, created_at, expires_at)
     VALUES ($1, 'atk_other', $2, $3, $4, 'cod_other', sha256($5::bytea), '{}', now(), '2099-01-01')`,
    [caller.workspaceId, other.grantId, gptId, other.subscriberId, Buffer.from(other.token)],
  );
  return other.token;
}

/** HTTP Basic with these credentials (RFC 6749 2.3.1). */
export function basic(clientId: string, secret: string): string {
  return `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`;
}

/** Options of an injected form post. */
export function form(url: string, fields: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) {
  return {
    method: 'POST' as const,
    url,
    payload: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  };
}
