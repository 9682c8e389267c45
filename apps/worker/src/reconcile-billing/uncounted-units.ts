import { type BillingDifferenceRow, Database, overageReportRepository, type StripeAccess } from '@gatehouse/platform';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Stripe counts what it was told a while after it has answered: with time to spare. */
const COUNTED_AFTER_MS = HOUR_MS;
/** As far back as a meter takes what it is told. */
const LOOK_BACK_MS = 34 * 24 * HOUR_MS;

type Uncounted = Pick<BillingDifferenceRow, 'kind' | 'objectId' | 'expected' | 'found' | 'currency'>;

/**
 * Units beyond quotas that Stripe has taken, and did not count: it looks at what a meter is told only after it has answered, so one of a customer who was deleted is
 * taken like any other, and never billed.
 * @throws when Stripe or Postgres does not answer
 */
export async function uncountedUnits(
  database: Database,
  workspaceId: string,
  { client, options, accountId }: StripeAccess,
  now: Date,
): Promise<Uncounted[]> {
  const [from, until] = [now.getTime() - LOOK_BACK_MS, now.getTime() - COUNTED_AFTER_MS].map(wholeMinute) as [Date, Date];
  const sent = await database.inWorkspace(workspaceId, (tx) => overageReportRepository.listSent(tx, accountId, from, until));
  const time = { start_time: from.getTime() / 1000, end_time: until.getTime() / 1000 };
  const uncounted: Uncounted[] = [];
  for (const { eventName, stripeCustomerId: customer, units } of sent) {
    const meter = await database.inWorkspace(workspaceId, (tx) => overageReportRepository.meterOf(tx, eventName, accountId));
    let counted = 0;
    try {
      const summaries =
        meter === null ? [] : (await client.billing.meters.listEventSummaries(meter, { customer, ...time }, options)).data;
      counted = summaries.reduce((sum, { aggregated_value: value }) => sum + value, 0);
    } catch (error) {
      // The customer is gone, with all that was to be billed to them.
      const { statusCode, code } = error as { statusCode?: unknown; code?: unknown };
      if (statusCode !== 404 && code !== 'resource_missing') throw error;
    }
    if (counted >= units) continue;
    const [expected, found] = [`${counted} of ${units}`, String(units - counted)];
    uncounted.push({ kind: 'overage', objectId: `${eventName} ${customer}`, expected, found, currency: null });
  }
  return uncounted;
}

/** Summaries are told of whole minutes. */
const wholeMinute = (ms: number): Date => new Date(Math.floor(ms / MINUTE_MS) * MINUTE_MS);
