import { createHash, randomBytes } from 'node:crypto';
import { newId } from '@gatehouse/platform';
import type { TestDatabase } from './test-database';

/** A subscriber who has signed in to a GPT and holds an access token. */
export interface SeededCaller {
  readonly workspaceId: string;
  readonly slug: string;
  readonly gptId: string;
  readonly clientId: string;
  readonly tierId: string;
  readonly subscriberId: string;
  readonly grantId: string;
  readonly email: string;
  /** In the clear, as ChatGPT would send it. */
  readonly token: string;
}

export interface SeedOptions {
  /** Joins this caller's workspace and GPT instead of making new ones. */
  readonly beside?: SeededCaller;
  readonly tier?: {
    readonly key?: string;
    readonly name?: string;
    readonly quotaPerMonth?: number;
    readonly ratePerMinute?: number;
    readonly burst?: number;
    readonly scopes?: readonly string[];
    readonly actionCosts?: Readonly<Record<string, number>>;
  };
  readonly scopes?: readonly string[];
  readonly expiresAt?: Date;
  readonly email?: string;
  readonly name?: string;
}

/** Writes a caller straight into the tables: for tests that begin after the sign-in. */
export async function seedCaller(database: TestDatabase, options: SeedOptions = {}): Promise<SeededCaller> {
  const place = options.beside ?? (await seedGpt(database, options));
  const scopes = options.scopes ?? [];
  const subscriberId = newId('usr');
  const grantId = newId('grt');
  const codeId = newId('cod');
  const email = options.email ?? `${subscriberId}@example.com`;
  const token = `gth_at_${randomBytes(32).toString('base64url')}`;
  const { workspaceId, gptId, tierId } = place;
  await database.query(
    `INSERT INTO subscribers (workspace_id, id, email, email_verified, name, sign_in_method, first_seen_at, last_seen_at)
     VALUES ($1, $2, $3, true, $4, 'google', '2026-11-01T00:00:00Z', '2026-11-01T00:00:00Z')`,
    [workspaceId, subscriberId, email, options.name ?? 'Ada'],
  );
  await database.query(
    `INSERT INTO subscriptions (workspace_id, id, subscriber_id, gpt_id, tier_id, status) VALUES ($1, $2, $3, $4, $5, 'active')`,
    [workspaceId, newId('sub'), subscriberId, gptId, tierId],
  );
  await database.query(`INSERT INTO grants (workspace_id, id, subscriber_id, gpt_id, scopes) VALUES ($1, $2, $3, $4, $5)`, [
    workspaceId,
    grantId,
    subscriberId,
    gptId,
    scopes,
  ]);
  await database.query(
    `INSERT INTO authorization_codes (workspace_id, id, grant_id, gpt_id, subscriber_id, code_hash, redirect_uri, scopes, auth_time, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'https://chatgpt.com/aip/g-1/oauth/callback', $7, now(), now(), now())`,
    [workspaceId, codeId, grantId, gptId, subscriberId, randomBytes(32), scopes],
  );
  await database.query(
    `INSERT INTO access_tokens (workspace_id, id, grant_id, gpt_id, subscriber_id, authorization_code_id, token_hash, scopes, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now(), $9)`,
    [
      workspaceId,
      newId('atk'),
      grantId,
      gptId,
      subscriberId,
      codeId,
      createHash('sha256').update(token).digest(),
      scopes,
      options.expiresAt ?? new Date('2099-01-01T00:00:00Z'),
    ],
  );
  return { ...place, subscriberId, grantId, email, token };
}

type Place = Pick<SeededCaller, 'workspaceId' | 'slug' | 'gptId' | 'clientId' | 'tierId'>;

async function seedGpt(database: TestDatabase, { tier = {} }: SeedOptions): Promise<Place> {
  const workspaceId = newId('wsp');
  const gptId = newId('gpt');
  const tierId = newId('tir');
  const slug = `acme-${randomBytes(5).toString('hex')}`;
  const clientId = randomBytes(12).toString('base64url');
  await database.query(`INSERT INTO workspaces (id, slug, name) VALUES ($1, $2, 'Acme')`, [workspaceId, slug]);
  await database.query(
    `INSERT INTO gpts (workspace_id, id, name, client_id, login_methods) VALUES ($1, $2, 'Food Finder', $3, '{google}')`,
    [workspaceId, gptId, clientId],
  );
  await database.query(
    `INSERT INTO tiers (workspace_id, id, gpt_id, key, name, is_default, quota_per_month, rate_per_minute, burst, scopes, action_costs)
     VALUES ($1, $2, $3, $4, $5, true, $6, $7, $8, $9, $10)`,
    [
      workspaceId,
      tierId,
      gptId,
      tier.key ?? 'free',
      tier.name ?? 'Free',
      tier.quotaPerMonth ?? null,
      tier.ratePerMinute ?? null,
      tier.burst ?? null,
      tier.scopes ?? null,
      JSON.stringify(tier.actionCosts ?? {}),
    ],
  );
  return { workspaceId, slug, gptId, clientId, tierId };
}
