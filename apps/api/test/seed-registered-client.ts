import { createHash, randomBytes } from 'node:crypto';
import { issuerOf } from '@gatehouse/core';
import { newId } from '@gatehouse/platform';
import type { TestDatabase } from '@gatehouse/testing';

/** A GPT as its creator registered it, with the secret that only ChatGPT holds. */
export interface RegisteredGpt {
  readonly workspaceId: string;
  readonly slug: string;
  readonly issuer: string;
  readonly gptId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly callbackUrl: string;
  readonly tierId: string;
}

export interface RegistrationOptions {
  readonly callbackUrl?: string;
  readonly loginMethods?: readonly string[];
  readonly gptName?: string;
  readonly workspaceName?: string;
  /** Joins this GPT's workspace instead of making a new one. */
  readonly beside?: Pick<RegisteredGpt, 'workspaceId' | 'slug'>;
}

/** Writes a GPT with two scopes, `greet` (default) and `greet.loud`, straight into the tables. */
export async function seedRegisteredGpt(
  database: TestDatabase,
  publicUrl: string,
  options: RegistrationOptions = {},
): Promise<RegisteredGpt> {
  const workspaceId = options.beside?.workspaceId ?? newId('wsp');
  const slug = options.beside?.slug ?? `acme-${randomBytes(5).toString('hex')}`;
  const [gptId, tierId] = [newId('gpt'), newId('tir')];
  const clientId = randomBytes(12).toString('base64url');
  const clientSecret = `gth_cs_${randomBytes(32).toString('base64url')}`;
  const callbackUrl = options.callbackUrl ?? `https://chatgpt.com/aip/g-${randomBytes(20).toString('hex')}/oauth/callback`;
  const insert = (table: string, row: Record<string, unknown>): Promise<object[]> => {
    const names = Object.keys(row);
    const places = names.map((_, index) => `$${index + 1}`);
    return database.query(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${places.join(', ')})`, Object.values(row));
  };
  if (options.beside === undefined) await insert('workspaces', { id: workspaceId, slug, name: options.workspaceName ?? 'Acme' });
  const login_methods = options.loginMethods ?? ['google', 'email_code'];
  const place = { workspace_id: workspaceId, gpt_id: gptId };
  await insert('gpts', {
    workspace_id: workspaceId,
    id: gptId,
    name: options.gptName ?? 'Greeter',
    client_id: clientId,
    login_methods,
  });
  await insert('gpt_secrets', {
    ...place,
    id: newId('sec'),
    secret_hash: createHash('sha256').update(clientSecret).digest(),
    last4: clientSecret.slice(-4),
  });
  await insert('callback_urls', { ...place, id: newId('cbu'), url: callbackUrl });
  const scopes = [
    { name: 'greet', description: 'Greet you by name', is_default: true },
    { name: 'greet.loud', description: 'Greet you loudly', is_default: false },
  ];
  for (const [position, scope] of scopes.entries()) await insert('scopes', { ...place, id: newId('scp'), ...scope, position });
  await insert('tiers', { ...place, id: tierId, key: 'free', name: 'Free', is_default: true });
  return { workspaceId, slug, issuer: issuerOf(publicUrl, slug), gptId, clientId, clientSecret, callbackUrl, tierId };
}
