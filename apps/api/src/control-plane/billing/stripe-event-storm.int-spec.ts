import { randomInt } from 'node:crypto';
import { KillableApi } from '../../../test/killable-api';
import { seededRandom } from '../../../test/seeded-random';
import { type StripeCourier, stripeCourier, type StripeTold } from '../../../test/stripe-courier';
import { buy, offerTier, type Sold, startStripeStage, type StripeStage } from '../../../test/stripe-stage';
import type { Creator } from '../../../test/test-members';

jest.setTimeout(900_000);

const EVENTS = 10_000;
const PEOPLE = 24;
const ROUNDS = 8;
const COURIERS = 10;
/** After each so many deliveries, the connections to Postgres that are at work are cut. */
const CUT_EVERY = 60;
/** After each so many, the API is killed outright. */
const KILL_EVERY = 2_000;
const DAY_SECONDS = 86_400;
/** What happens at random can be had again: `STRIPE_EVENT_SEED=… jest …`. */
const SEED = Number(process.env['STRIPE_EVENT_SEED'] ?? randomInt(2 ** 31));

/** An event and the person whose things it is about. */
interface Told {
  readonly event: StripeTold;
  readonly lane: string;
}

/**
 * Months of buying, renewing, failing, refunding, disputing and cancelling at the sandbox's Stripe. While it goes on, what happened is told late, in any
 * order, one to five times, to an API that is killed and whose connections are cut. Then all is forgotten, and told once more in the order in which it happened.
 */
describe('ten thousand events of Stripe', () => {
  const random = seededRandom(SEED);
  const below = (n: number): number => Math.floor(random() * n);
  let stage: StripeStage;
  let hard: KillableApi;
  let courier: StripeCourier;
  let creator: Creator & { accountId: string };
  let sold: Sold;
  const subscriptions: string[] = [];
  const known = new Map<string, Told>();
  const told: Told[] = [];
  let cut = 0;
  let killed = 0;
  let refused = 0;
  let delivered = 0;

  beforeAll(async () => {
    stage = await startStripeStage({ isTold: false });
    courier = stripeCourier(stage);
    creator = await stage.creator('storm');
    sold = await offerTier(stage, creator);
    hard = await KillableApi.start(stage.api.config);
  });
  afterAll(async () => {
    await hard.stop();
    await stage.stop();
  });

  const press = async (fields: Record<string, string>): Promise<void> => {
    const { status } = await stage.press(`/dev/stripe/accounts/${creator.accountId}`, fields);
    if (status >= 400) throw new Error(`the sandbox answered ${status} to ${JSON.stringify(fields)}`);
  };

  /** One of the things that happen between a creator, a person and Stripe. */
  async function happen(): Promise<void> {
    const [client, on] = [stage.accounts.platform(), { stripeAccount: creator.accountId }];
    const id = subscriptions[below(subscriptions.length)] ?? '';
    const subscription = await client.subscriptions.retrieve(id, {}, on);
    const deed = below(5);
    if (deed === 0 && subscription.status !== 'canceled') await client.subscriptions.cancel(id, {}, on);
    if (deed === 1 && subscription.status === 'active')
      await client.subscriptions.update(id, { cancel_at_period_end: !subscription.cancel_at_period_end }, on);
    if (deed < 2) return;
    const invoices = (await client.invoices.list({ subscription: id, status: 'paid', limit: 100 }, on)).data;
    const invoice = invoices[below(Math.min(3, invoices.length))];
    if (invoice === undefined) return;
    const { data } = await client.invoicePayments.list({ invoice: invoice.id ?? '' }, on);
    const intent = await client.paymentIntents.retrieve(data[0]?.payment.payment_intent as string, {}, on);
    const charge = await client.charges.retrieve(intent.latest_charge as string, {}, on);
    if (deed === 2 && !charge.disputed) await press({ do: 'dispute', id: charge.id });
    if (deed === 3 && !charge.refunded) await client.refunds.create({ charge: charge.id, amount: 1 + below(99) }, on);
    if (deed === 4 && !charge.refunded) await client.refunds.create({ charge: charge.id }, on);
  }

  /** What the account has told that was not known yet. */
  async function learn(): Promise<Told[]> {
    const fresh: Told[] = [];
    for (const event of await courier.events(creator.accountId)) {
      if (known.has(event.id)) continue;
      const one = { event, lane: laneOf(event) };
      known.set(event.id, one);
      fresh.push(one);
    }
    return fresh;
  }

  async function kill(): Promise<void> {
    killed += 1;
    await hard.kill();
  }

  /** Everybody's deliveries at once; what is not taken is sent again, as Stripe does. */
  async function bring(deliveries: readonly Told[]): Promise<void> {
    const waiting = [...deliveries];
    const carry = async (): Promise<void> => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        delivered += 1;
        if (delivered % CUT_EVERY === 0) cut += await cutConnections(stage);
        if (delivered % KILL_EVERY === 0) void kill();
        const status = await courier.deliverTo(hard.origin, next.event);
        if (status === 200) continue;
        expect([0, 503]).toContain(status);
        refused += 1;
        if (status === 0) await hard.back();
        waiting.splice(below(waiting.length + 1), 0, next);
      }
    };
    await Promise.all(Array.from({ length: COURIERS }, carry));
  }

  it(`end in the state of order when they come late, shuffled, one to five times, to an API that is killed (seed ${SEED})`, async () => {
    let behind: Told[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      for (let n = 0; n < PEOPLE / ROUNDS; n += 1) {
        const card = below(3) === 0 ? '4000000000000341' : '4242424242424242';
        const email = `person-${round}-${n}@example.com`;
        subscriptions.push((await buy(stage, creator, sold, { email, card })).subscriptionId);
      }
      await press({ do: 'advance', seconds: String((6 + below(28)) * DAY_SECONDS) });
      for (let n = 0; n < 6; n += 1) await happen();
      const fresh = await learn();
      told.push(...fresh);
      behind = shuffled([...behind, ...fresh, ...sample(told, 40)], random);
      // About a third is only told later, after more has happened.
      await bring(behind.splice(0, Math.ceil(behind.length * 0.66)));
    }
    for (let fresh = await learn(); fresh.length > 0; fresh = await learn()) {
      told.push(...fresh);
      await bring(fresh);
    }
    const more = others(told, EVENTS - told.length, random);
    const all = [...told, ...more];
    expect(new Set(all.map(({ event }) => event.id)).size).toBe(EVENTS);
    // One to five times, most of them once.
    const often = all.flatMap((one) => Array.from({ length: Math.max(1, below(12) - 6) }, () => one));
    await bring(shuffled([...behind, ...often], random));
    await expectEach(stage, EVENTS);
    expect([cut > 50, refused > 20, killed > 4]).toEqual([true, true, true]);
    const afterTheStorm = await state(stage);

    await forget(stage, sold);
    expect(await state(stage)).not.toEqual(afterTheStorm);
    const lanes = Map.groupBy(all.toSorted(inOrder), ({ lane }) => lane);
    await Promise.all(
      [...lanes.values()].map(async (lane) => {
        for (const { event } of lane) expect((await courier.deliver(event)).status).toBe(200);
      }),
    );
    await expectEach(stage, EVENTS);
    expect(afterTheStorm).toEqual(await state(stage));
  });

  function sample(from: readonly Told[], count: number): Told[] {
    return from.length === 0 ? [] : Array.from({ length: count }, () => from[below(from.length)] as Told);
  }
});

/** Events of the same kinds about the same things, each with an id of its own, as Stripe sends more of than the sandbox does. */
function others(told: readonly Told[], count: number, random: () => number): Told[] {
  return Array.from({ length: count }, (_, n) => {
    const { event, lane } = told[Math.floor(random() * told.length)] as Told;
    return { event: { ...event, id: `evt_more${n}` }, lane };
  });
}

const inOrder = ({ event: one }: Told, { event: other }: Told): number =>
  one.created - other.created || (one.id < other.id ? -1 : Number(one.id > other.id));

/** Whose things it is about, so that everybody's are told in their order, and all people's side by side. */
function laneOf(event: StripeTold): string {
  const { customer, charge } = event.data.object as { customer?: string; charge?: string };
  return customer ?? charge ?? 'others';
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const mixed = [...list];
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [mixed[at], mixed[other]] = [mixed[other] as T, mixed[at] as T];
  }
  return mixed;
}

/** Cuts the connections that are in the middle of something. @returns how many */
async function cutConnections({ api }: StripeStage): Promise<number> {
  const rows = await api.database.query<{ cut: boolean }>(
    `SELECT pg_terminate_backend(pid) AS cut FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'`,
  );
  return rows.filter((row) => row.cut).length;
}

/** Every event stands there once, and none as failed. */
async function expectEach({ api }: StripeStage, count: number): Promise<void> {
  const [row] = await api.database.query(
    `SELECT count(*)::int AS all, count(*) FILTER (WHERE outcome = 'failed')::int AS failed FROM stripe_events`,
  );
  expect(row).toEqual({ all: count, failed: 0 });
}

/** Where everybody stands, and what was paid. What a reading was numbered and when it was made says nothing of that. */
async function state({ api }: StripeStage): Promise<unknown[]> {
  return Promise.all([
    api.database.query(
      `SELECT subscriber_id, tier_id, status, served_until, stripe_account_id, stripe_subscription_id, price_id, period_starts_at, period_ends_at,
              trial_ends_at, past_due_since, ends_at, next_tier_id, stripe_created_at
         FROM subscriptions ORDER BY subscriber_id`,
    ),
    api.database.query(
      `SELECT subscriber_id, stripe_invoice_id, tier_id, amount, refunded, disputed, given_back, currency, paid_at, period_starts_at, period_ends_at
         FROM payments ORDER BY stripe_invoice_id`,
    ),
  ]);
}

async function forget({ api }: StripeStage, { freeTierId }: Sold): Promise<void> {
  await api.database.query('DELETE FROM payments');
  await api.database.query('DELETE FROM stripe_events');
  await api.database.query(
    `UPDATE subscriptions SET tier_id = $1, status = 'active', served_until = NULL, stripe_account_id = NULL, stripe_subscription_id = NULL,
            price_id = NULL, period_starts_at = NULL, period_ends_at = NULL, trial_ends_at = NULL, past_due_since = NULL, ends_at = NULL,
            next_tier_id = NULL, stripe_created_at = NULL`,
    [freeTierId],
  );
}
