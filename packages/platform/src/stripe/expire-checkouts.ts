import { isMissing } from './event-subject';
import type { StripeAccess } from './stripe-accounts';

interface Wanted {
  /** Whose; everybody's where it is not said. */
  readonly customer?: string;
  readonly isOurs: (notes: Readonly<Record<string, string>>) => boolean;
}

/** Ends Checkouts that were left open, so that nobody pays in them any more. What was paid a moment ago stays paid. @throws when Stripe does not answer, or refuses */
export async function expireCheckouts({ client, options }: StripeAccess, { isOurs, ...whose }: Wanted): Promise<void> {
  const { sessions } = client.checkout;
  const open: string[] = [];
  try {
    for await (const { id, metadata } of sessions.list({ ...whose, status: 'open', limit: 100 }, options))
      if (isOurs(metadata ?? {})) open.push(id);
  } catch (error) {
    unlessMissing(error);
  }
  for (const id of open)
    await sessions.expire(id, {}, options).catch((error: unknown) => {
      // Paid, or over, since it was listed.
      if (!(error instanceof Error && 'statusCode' in error && error.statusCode === 400)) unlessMissing(error);
    });
}

/** Ended before, or gone with its customer: there is nothing left to pay, nor to end. @throws everything else */
export function unlessMissing(error: unknown): void {
  const isGone = error instanceof Error && 'code' in error && error.code === 'resource_missing';
  if (!isGone && !isMissing(error)) throw error;
}
