import type { StripeAccess } from '@gatehouse/platform';

export type Invoice = Awaited<ReturnType<StripeAccess['client']['invoices']['list']>>['data'][number];
type IdOrObject = string | { readonly id: string } | null | undefined;

const idOf = (value: IdOrObject): string | null => (typeof value === 'string' ? value : (value?.id ?? null));

/**
 * What happened to money at Stripe since a moment, each thing by its own date: an invoice may be paid long after it was made, and given back or disputed long
 * after it was paid.
 * @returns the paid invoices that were made since, and the ids of all of which something happened
 */
export async function moneySince(
  access: StripeAccess,
  since: Date,
): Promise<{ readonly made: readonly Invoice[]; readonly touched: ReadonlySet<string> }> {
  const { client, options } = access;
  const page = { created: { gte: Math.floor(since.getTime() / 1_000) }, limit: 100 };
  const made: Invoice[] = [];
  for await (const invoice of client.invoices.list({ ...page, status: 'paid', expand: ['data.payments'] }, options))
    made.push(invoice);
  const touched = new Set(made.flatMap(({ id }) => id ?? []));
  const known = new Set(
    made.flatMap(({ payments }) => (payments?.data ?? []).map(({ payment }) => idOf(payment.payment_intent))),
  );
  for (const intent of await intentsSince(access, page)) {
    if (known.has(intent)) continue;
    const payment = { type: 'payment_intent' as const, payment_intent: intent };
    const [found] = (await client.invoicePayments.list({ payment, limit: 1 }, options)).data;
    // Without an invoice it is nothing that was sold here.
    const invoice = idOf(found?.invoice);
    if (invoice !== null) touched.add(invoice);
  }
  return { made, touched };
}

/** Of which payments something was charged, given back or disputed. */
async function intentsSince(
  { client, options }: StripeAccess,
  page: { readonly created: { readonly gte: number }; readonly limit: number },
): Promise<ReadonlySet<string>> {
  const intents = new Set<string>();
  const note = (intent: IdOrObject): void => {
    const id = idOf(intent);
    if (id !== null) intents.add(id);
  };
  for await (const charge of client.charges.list(page, options)) if (charge.paid) note(charge.payment_intent);
  for await (const refund of client.refunds.list(page, options)) note(refund.payment_intent);
  for await (const dispute of client.disputes.list(page, options)) note(dispute.payment_intent);
  return intents;
}

export function subscriptionOf({ parent }: Invoice): string | null {
  return idOf(parent?.subscription_details?.subscription);
}
