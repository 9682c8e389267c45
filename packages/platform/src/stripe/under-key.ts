import { randomUUID } from 'node:crypto';
import Stripe from 'stripe';
import { isStripeAway } from './look-up-account';

/** So often two that ask at once, after the same refusals, get the same thing. Beyond it, each a thing of their own: what was refused for hours is not asked for at once by two. */
const SHARED_ATTEMPTS = 10;

/**
 * Asks Stripe for something under an Idempotency-Key, and under another where Stripe only says again what it refused before: it keeps its answers for a day, also those whose cause was mended since.
 * Where no answer arrived the key stays the same: what was asked for may have been done.
 */
export async function underKey<T>(key: string, ask: (idempotencyKey: string) => Promise<T>, attempt = 1): Promise<T> {
  try {
    return await ask(attempt === 1 ? key : `${key}-${attempt < SHARED_ATTEMPTS ? attempt : randomUUID()}`);
  } catch (error) {
    if (!isOldRefusal(error)) throw error;
    return underKey(key, ask, attempt + 1);
  }
}

const isOldRefusal = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeError && !isStripeAway(error) && error.headers?.['idempotent-replayed'] === 'true';
