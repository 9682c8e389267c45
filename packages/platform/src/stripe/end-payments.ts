import { expireCheckouts, unlessMissing } from './expire-checkouts';
import type { StripeAccess } from './stripe-accounts';
import { STRIPE_METADATA } from './stripe-metadata';

interface Paying {
  readonly workspaceId: string;
  /** Who they are at this account; null when they never came so far. */
  readonly customerId: string | null;
  /** What is known to run. */
  readonly subscriptionIds: readonly string[];
}

/** What is over at Stripe and cannot be cancelled any more. */
const OVER: ReadonlySet<string> = new Set(['canceled', 'incomplete_expired']);

/**
 * Ends all that a person pays a workspace for through an account, and what they could still begin to pay. Stripe is asked what there is: a purchase of a moment
 * ago is known there before anybody told of it. What the creator sells them otherwise is left alone. May be repeated.
 * @param end how one of their subscriptions is ended; cancelled, unless something else is said
 * @throws when Stripe does not answer, or refuses
 */
export async function endPayments(
  access: StripeAccess,
  paying: Paying,
  end: (subscriptionId: string) => Promise<unknown> = (id) => access.client.subscriptions.cancel(id, {}, access.options),
): Promise<void> {
  // What can be paid goes first: what was paid meanwhile is found after it.
  if (paying.customerId !== null) {
    const isOurs = (notes: Readonly<Record<string, string>>): boolean => notes[STRIPE_METADATA.workspace] === paying.workspaceId;
    await expireCheckouts(access, { customer: paying.customerId, isOurs });
  }
  const running = paying.customerId === null ? [] : await listRunning(access, paying, paying.customerId);
  for (const id of new Set([...paying.subscriptionIds, ...running])) await end(id).catch(unlessMissing);
}

async function listRunning({ client, options }: StripeAccess, { workspaceId }: Paying, customer: string): Promise<string[]> {
  const running: string[] = [];
  try {
    for await (const { id, status, metadata } of client.subscriptions.list({ customer, limit: 100 }, options))
      if (metadata[STRIPE_METADATA.workspace] === workspaceId && !OVER.has(status)) running.push(id);
  } catch (error) {
    unlessMissing(error);
  }
  return running;
}
