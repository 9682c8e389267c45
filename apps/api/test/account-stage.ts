import { randomUUID } from 'node:crypto';
import { newId, sha256 } from '@gatehouse/platform';
import { seedUsage } from '@gatehouse/testing';
import { Person } from './person';
import { startTestApi, type TestApi } from './test-api';
import { createTenant, type Tenant } from './test-tenant';

/** A workspace with a GPT that people sign in to, the creator in the dashboard, and whoever comes. */
export interface AccountTenant extends Tenant {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly callbackUrl: string;
  readonly foods: string;
}

/** Somebody who came all the way from ChatGPT. */
export interface SignedInPerson {
  readonly person: Person;
  readonly email: string;
  readonly id: string;
  readonly accessToken: string;
  readonly refreshToken: string;
}

export interface AccountStage {
  readonly api: TestApi;
  tenant(slug: string): Promise<AccountTenant>;
  person(): Person;
  /** Signs in by a mailed code from ChatGPT, allows, and the client has its tokens. */
  signIn(tenant: AccountTenant, email?: string, person?: Person): Promise<SignedInPerson>;
  /** The status that verify gives the token. */
  verify(tenant: AccountTenant, accessToken: string): Promise<number>;
  refresh(tenant: AccountTenant, refreshToken: string): Promise<number>;
  stop(): Promise<void>;
}

export async function startAccountStage(): Promise<AccountStage> {
  const api = await startTestApi();
  const token = (tenant: AccountTenant, fields: Record<string, string>) =>
    api.server.inject({
      method: 'POST',
      url: `/t/${tenant.slug}/oauth/token`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ client_id: tenant.clientId, client_secret: tenant.clientSecret, ...fields }).toString(),
    });
  const stage: AccountStage = {
    api,
    tenant: async (slug) => {
      const tenant = await createTenant(api, slug);
      const callbackUrl = `https://${slug}.example/oauth/callback`;
      const made = await tenant.browser.post(`${tenant.base}/gpts`, {
        name: `${slug} reader`,
        callback_urls: [callbackUrl],
        login_methods: ['email_code'],
        scopes: [{ name: 'foods.read', description: 'Read the foods you noted', default: true }],
      });
      const { client_id: clientId, client_secret: clientSecret, id: foods } = made.body;
      return { ...tenant, clientId, clientSecret, callbackUrl, foods };
    },
    person: () => new Person(api.server, api.config.publicUrl),
    signIn: async (tenant, email = `${randomUUID()}@example.com`, person = stage.person()) => {
      const { clientId, callbackUrl } = tenant;
      const asked = { response_type: 'code', client_id: clientId, redirect_uri: callbackUrl, state: randomUUID() };
      await person.open(`/t/${tenant.slug}/oauth/authorize?${new URLSearchParams(asked).toString()}`);
      // Whoever has a session already goes straight to consent.
      if (person.page.html.includes('Email me a code')) {
        await person.press('Email me a code', { email });
        await person.press('Continue', { code: await api.mailbox.codeFor(email) });
      }
      if (person.leftTo === null) await person.press('Allow');
      const code = new URL(person.leftTo ?? '').searchParams.get('code') ?? '';
      const issued = await token(tenant, { grant_type: 'authorization_code', code, redirect_uri: callbackUrl });
      const { access_token: accessToken, refresh_token: refreshToken } = issued.json<Record<string, string>>();
      const [row] = await api.database.query<{ id: string }>(
        'SELECT id FROM subscribers WHERE workspace_id = $1 AND email = $2',
        [tenant.workspaceId, email],
      );
      if (accessToken === undefined || refreshToken === undefined || row === undefined) throw new Error('no tokens were issued');
      return { person, email, id: row.id, accessToken, refreshToken };
    },
    verify: async (tenant, accessToken) =>
      (await api.server.inject({ url: `/t/${tenant.slug}/verify`, headers: { authorization: `Bearer ${accessToken}` } }))
        .statusCode,
    refresh: async (tenant, refreshToken) =>
      (await token(tenant, { grant_type: 'refresh_token', refresh_token: refreshToken })).statusCode,
    stop: () => api.stop(),
  };
  return stage;
}

/** Puts a row about the person into every table that a sign-in by code leaves empty, so that nothing of them is overlooked. */
export async function leaveTracesOf(api: TestApi, tenant: AccountTenant, { id, email }: SignedInPerson): Promise<void> {
  const { workspaceId, foods } = tenant;
  const add = (sql: string, ...values: unknown[]): Promise<unknown> => api.database.query(sql, [workspaceId, ...values]);
  await add(`UPDATE subscribers SET name = 'Ada of Traces' WHERE workspace_id = $1 AND id = $2`, id);
  await add(
    `INSERT INTO subscriber_identities (workspace_id, id, subscriber_id, provider, subject, linked_at) VALUES ($1, $2, $3, 'google', 'google-subject-of-ada', now())`,
    newId('idn'),
    id,
  );
  await add(
    `INSERT INTO subscriber_passwords (workspace_id, subscriber_id, password_hash, changed_at) VALUES ($1, $2, '$argon2id$of-traces', now())`,
    id,
  );
  await add(
    `INSERT INTO passkeys (workspace_id, id, subscriber_id, credential_id, public_key, counter, transports, backed_up, rp_id, name, created_at)
     VALUES ($1, $2, $3, 'credential-of-ada', '\\x00', 0, '{}', true, 'acme.example', 'Laptop', now())`,
    newId('pky'),
    id,
  );
  await add(
    `INSERT INTO marketing_consents (workspace_id, id, subscriber_id, wording, language, given_on, given_at) VALUES ($1, $2, $3, 'Send me news', 'en', 'consent_page', now())`,
    newId('mkc'),
    id,
  );
  await add(
    `INSERT INTO access_invitations (workspace_id, id, gpt_id, email, created_at) VALUES ($1, $2, $3, $4, now())`,
    newId('inv'),
    foods,
    email,
  );
  await add(
    `INSERT INTO access_requests (workspace_id, id, gpt_id, subscriber_id, status, language, requested_at) VALUES ($1, $2, $3, $4, 'pending', 'en', now())`,
    newId('acr'),
    foods,
    id,
  );
  const interaction = newId('int');
  await add(
    `INSERT INTO interactions (workspace_id, id, gpt_id, browser_hash, request, expires_at) VALUES ($1, $2, $3, $4, '{}', now() + interval '1 hour')`,
    interaction,
    foods,
    sha256(interaction),
  );
  await add(
    `INSERT INTO sign_in_codes (workspace_id, interaction_id, email, code_hash, attempts_left, sent_at, expires_at) VALUES ($1, $2, $3, $4, 5, now(), now() + interval '5 minutes')`,
    interaction,
    email,
    sha256(interaction),
  );
  const caller = { workspaceId: tenant.workspaceId, gptId: foods, subscriberId: id };
  await seedUsage(api.database, { ...caller, hour: '2026-11-02T09:00:00Z', action: 'list', calls: 5, cost: 10 });
}
