import { newId } from '@gatehouse/platform';
import { seedUsage, type TestDatabase } from '@gatehouse/testing';
import type { TestApi } from './test-api';
import { type Creator, createCreator } from './test-members';

/** A workspace with one of everything, by the names that paths give to their parameters. */
export interface Tenant extends Creator {
  readonly ids: {
    readonly gpt: string;
    readonly tier: string;
    readonly callbackUrl: string;
    readonly subscriber: string;
    readonly session: string;
    readonly grant: string;
    readonly invitation: string;
    readonly request: string;
    readonly learned: string;
    readonly key: string;
    readonly token: string;
    readonly domain: string;
    /** Of Stripe. */
    readonly event: string;
    /** A word and no id: the same for everybody. */
    readonly provider: 'google';
  };
  /** A personal API token of the owner's, with the owner's role. */
  readonly pat: string;
}

export async function createTenant(api: TestApi, slug: string): Promise<Tenant> {
  const creator = await createCreator(api, slug);
  const { browser, base, workspaceId } = creator;
  const gpt = (await browser.post(`${base}/gpts`, { name: `${slug} foods`, callback_urls: [`https://${slug}.example/cb`] })).body;
  const tier = (await browser.post(`${base}/gpts/${gpt.id}/tiers`, { key: 'pro', name: 'Pro' })).body;
  const key = (await browser.post(`${base}/gpts/${gpt.id}/service-keys`, { name: slug })).body;
  const domain = (await browser.post(`${base}/domains`, { domain: `auth.${slug}-example.com` })).body;
  await browser.put(`${base}/gpts/${gpt.id}/identity-providers/google`, {
    client_id: `client-of-${slug}`,
    client_secret: `secret-of-${slug}`,
  });
  const token = (await browser.post('/api/v1/tokens', { name: slug, role: 'owner', workspace: slug })).body;
  const subscriber = await addSubscriber(api.database, workspaceId, gpt.id, { email: `reader@${slug}.example`, calls: 7 });
  const event = await addStripeEvent(api.database, workspaceId);
  const wanted = await addWishes(api, creator, gpt.id, subscriber);
  const held = await addAccess(api.database, workspaceId, gpt.id, subscriber);
  return {
    ...creator,
    pat: token.token,
    ids: {
      gpt: gpt.id,
      tier: tier.id,
      callbackUrl: gpt.callback_urls[0].id,
      subscriber,
      ...held,
      ...wanted,
      key: key.id,
      token: token.id,
      domain: domain.id,
      event,
      provider: 'google',
    },
  };
}

async function addStripeEvent(database: TestDatabase, workspaceId: string): Promise<string> {
  const id = `evt_${workspaceId}`;
  await database.query(
    `INSERT INTO stripe_events (id, holder_id, type, livemode, created_at, received_at, outcome) VALUES ($1, $2, 'invoice.paid', false, now(), now(), 'ignored')`,
    [id, workspaceId],
  );
  return id;
}

export interface SeededSubscriber {
  readonly email: string;
  readonly name?: string | null;
  readonly calls?: number;
  readonly lastSeenAt?: string;
}

/** A subscriber as a sign-in from ChatGPT leaves them, put there past the product. @returns the id */
export async function addSubscriber(
  database: TestDatabase,
  workspaceId: string,
  gptId: string,
  seed: SeededSubscriber,
): Promise<string> {
  const id = newId('usr');
  const seen = seed.lastSeenAt ?? '2026-11-02T09:00:00Z';
  await database.query(
    `INSERT INTO subscribers (workspace_id, id, email, email_verified, name, sign_in_method, first_seen_at, last_seen_at)
     VALUES ($1, $2, $3, true, $4, 'email_code', $5, $5)`,
    [workspaceId, id, seed.email, seed.name ?? null, seen],
  );
  await database.query(
    `INSERT INTO subscriptions (workspace_id, id, subscriber_id, gpt_id, tier_id, status)
     SELECT $1, $2, $3, $4, id, 'active' FROM tiers WHERE workspace_id = $1 AND gpt_id = $4 AND is_default`,
    [workspaceId, newId('sub'), id, gptId],
  );
  if (seed.calls === undefined) return id;
  await seedUsage(database, { workspaceId, hour: '2026-11-02T09:00:00Z', gptId, subscriberId: id, calls: seed.calls });
  return id;
}

/** A device on which the subscriber is signed in, and a consent of theirs. */
export async function addAccess(
  database: TestDatabase,
  workspaceId: string,
  gptId: string,
  subscriber: string,
): Promise<{ session: string; grant: string }> {
  const [session, grant] = [newId('ses'), newId('grt')];
  await database.query(
    `INSERT INTO subscriber_sessions (workspace_id, id, subscriber_id, token_hash, method, user_agent, auth_time, last_seen_at, expires_at)
     VALUES ($1, $2::text, $3, sha256(convert_to($2::text, 'UTF8')), 'email_code', 'Person/1.0', '2026-11-02T09:00:00Z', '2026-11-02T09:00:00Z', '2036-11-02T09:00:00Z')`,
    [workspaceId, session, subscriber],
  );
  await database.query(
    `INSERT INTO grants (workspace_id, id, subscriber_id, gpt_id, scopes, created_at) VALUES ($1, $2, $3, $4, '{greet}', '2026-11-02T09:00:00Z')`,
    [workspaceId, grant, subscriber, gptId],
  );
  return { session, grant };
}

/** An invitation to the GPT, and the subscriber's request to use it. */
async function addWishes(
  api: TestApi,
  { browser, base, workspaceId, slug }: Creator,
  gpt: string,
  subscriber: string,
): Promise<{ invitation: string; request: string; learned: string }> {
  const invited = await browser.post(`${base}/gpts/${gpt}/invitations`, { emails: [`guest@${slug}.example`] });
  const request = newId('acr');
  await api.database.query(
    `INSERT INTO access_requests (workspace_id, id, gpt_id, subscriber_id, status, language, requested_at)
     VALUES ($1, $2, $3, $4, 'waiting', 'en', '2026-11-02T09:00:00Z')`,
    [workspaceId, request, gpt, subscriber],
  );
  const learned = newId('lcb');
  await api.database.query(
    `INSERT INTO learned_callbacks (workspace_id, id, gpt_id, url, member_id, seen_at)
     SELECT $1, $2, $3, 'https://chatgpt.com/aip/plugin-' || $4 || '/oauth/callback', member_id, '2036-11-02T09:00:00Z'
       FROM memberships WHERE workspace_id = $1`,
    [workspaceId, learned, gpt, slug],
  );
  return { invitation: invited.body.data[0].id, request, learned };
}

/** Every row of a workspace, as one text per table: equal means that nothing in it has changed. */
export async function snapshotOf(database: TestDatabase, workspaceId: string): Promise<Record<string, string>> {
  const tables = await database.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'workspace_id'
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1`,
  );
  const snapshot: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await database.query<{ rows: string | null }>(
      `SELECT string_agg(t::text, E'\\n' ORDER BY t::text) AS rows FROM "${name}" t WHERE workspace_id = $1`,
      [workspaceId],
    );
    snapshot[name] = row?.rows ?? '';
  }
  return snapshot;
}
