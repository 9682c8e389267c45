import { AppError } from '@gatehouse/core';
import Stripe from 'stripe';

export interface FoundAccount {
  readonly id: string;
  readonly displayName: string | null;
  readonly livemode: boolean;
}

/**
 * The account that a code or a key opens; null when Stripe refuses it.
 * @throws AppError `temporarily_unavailable` when Stripe does not answer
 */
export async function lookUpAccount(
  ask: () => Promise<{ account: Stripe.Account; livemode: boolean }>,
): Promise<FoundAccount | null> {
  try {
    const { account, livemode } = await ask();
    const name = account.settings?.dashboard.display_name ?? account.business_profile?.name ?? null;
    return { id: account.id, displayName: name, livemode };
  } catch (error) {
    if (isStripeAway(error))
      throw new AppError('temporarily_unavailable', { detail: 'Stripe does not answer.', retryAfterSeconds: 10 });
    if (error instanceof Stripe.errors.StripeError) return null;
    throw error;
  }
}

/** Whether Stripe itself is in trouble, so that the same may go well in a while; else it refuses, and will again. */
export function isStripeAway(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeConnectionError ||
    error instanceof Stripe.errors.StripeAPIError ||
    error instanceof Stripe.errors.StripeRateLimitError
  );
}

/** Whether the account itself does not let us in: its key was taken back, or our access to it, or a permission is missing. */
export const isAccountRefusal = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeAuthenticationError || error instanceof Stripe.errors.StripePermissionError;

/** Whether a card was declined, or its bank wants to ask its owner. */
export const isCardRefused = (error: unknown): boolean => error instanceof Stripe.errors.StripeCardError;

/** Whether Stripe understood, and will not: what it was asked does not fit what stands there. */
export const isStripeRefusal = (error: unknown): boolean => error instanceof Stripe.errors.StripeError;

/** What went wrong at Stripe, by its kind: what it says of a request may name people. */
export const stripeFault = (error: unknown): string =>
  error instanceof Stripe.errors.StripeError ? (error.code ?? error.type) : 'unknown';

/** The same, with what it was about, and the number under which the account's own log at Stripe has the rest. */
export function stripeRefusal(error: unknown): string {
  const { param, requestId } = error instanceof Stripe.errors.StripeError ? error : {};
  return [stripeFault(error), param, requestId].filter(Boolean).join(', ');
}

/** For the log: what Stripe says of a request may name people, what we say does not. */
export const faultForLog = (error: unknown): string => {
  if (error instanceof Stripe.errors.StripeError) return stripeFault(error);
  return error instanceof Error ? error.message : 'unknown';
};
