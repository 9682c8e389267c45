import {
  type BillingDifferenceRow,
  Database,
  STRIPE_METADATA,
  type StripeAccess,
  subscriptionRepository,
} from '@gatehouse/platform';

const OVER: ReadonlySet<string> = new Set(['canceled', 'incomplete', 'incomplete_expired']);

type Second = Pick<BillingDifferenceRow, 'kind' | 'objectId' | 'expected' | 'found' | 'currency'>;

/**
 * Subscriptions by which a person is charged for a GPT beside the one that holds their place: they get nothing for them, and only the creator can know what is to be
 * given back.
 * @throws when Stripe or Postgres does not answer
 */
export async function secondSubscriptions(
  database: Database,
  workspaceId: string,
  { client, options }: StripeAccess,
): Promise<Second[]> {
  const found: { readonly id: string; readonly status: string; readonly of: string }[] = [];
  for await (const { id, status, metadata } of client.subscriptions.list({ status: 'all', limit: 100 }, options)) {
    if (OVER.has(status) || metadata[STRIPE_METADATA.workspace] !== workspaceId) continue;
    found.push({ id, status, of: `${metadata[STRIPE_METADATA.gpt] ?? ''} ${metadata[STRIPE_METADATA.subscriber] ?? ''}` });
  }
  const differences: Second[] = [];
  for (const ofOne of Map.groupBy(found, ({ of }) => of).values()) {
    if (ofOne.length < 2) continue;
    const held = await database.inWorkspace(workspaceId, async (tx) => {
      for (const { id } of ofOne) if ((await subscriptionRepository.findByStripeId(tx, id)) !== null) return id;
      return null;
    });
    for (const { id, status } of ofOne)
      if (id !== held) differences.push({ kind: 'place', objectId: id, expected: status, found: held ?? 'none', currency: null });
  }
  return differences;
}
