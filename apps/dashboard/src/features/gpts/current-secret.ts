import type { Gpt } from './gpt.queries';

type Secret = Gpt['secrets'][number];

/** The secret that ChatGPT should be given, and older ones that still work for a while after a rotation. */
export function decideSecrets(secrets: readonly Secret[], now: Date): { current: Secret | undefined; retiring: Secret[] } {
  const living = secrets
    .filter((secret) => secret.expires_at === null || new Date(secret.expires_at) > now)
    .toSorted((a, b) => b.created_at.localeCompare(a.created_at));
  const current = living.find((secret) => secret.expires_at === null) ?? living[0];
  return { current, retiring: living.filter((secret) => secret !== current) };
}
