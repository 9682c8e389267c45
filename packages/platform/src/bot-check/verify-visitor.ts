import type { BotCheckConfig } from '../config/bot-check';

/** `unknown`: the service did not answer, or not in its own words. */
export type VisitorVerdict = 'person' | 'program' | 'unknown';

const TIMEOUT_MS = 3_000;
const MAX_TOKEN_LENGTH = 4_096;

/** Asks the service about the token that its widget put into the form. A form without one needs no question. */
export async function verifyVisitor(config: BotCheckConfig, token: string | null, address: string): Promise<VisitorVerdict> {
  if (token === null || token === '' || token.length > MAX_TOKEN_LENGTH) return 'program';
  try {
    const answer = await fetch(config.verifyUrl, {
      method: 'POST',
      body: new URLSearchParams({ secret: config.secret, response: token, remoteip: address }),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const body: unknown = answer.ok ? await answer.json() : null;
    const success = typeof body === 'object' && body !== null ? (body as { success?: unknown }).success : undefined;
    return success === true ? 'person' : success === false ? 'program' : 'unknown';
  } catch {
    return 'unknown';
  }
}
