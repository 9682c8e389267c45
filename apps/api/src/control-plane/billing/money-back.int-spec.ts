import { stripeCourier } from '../../../test/stripe-courier';
import { buy, offerTier, type Sold, startStripeStage, type StripeStage } from '../../../test/stripe-stage';
import type { Creator } from '../../../test/test-members';

jest.setTimeout(180_000);

interface Bought {
  readonly subscriberId: string;
  readonly subscriptionId: string;
}

/** What becomes of access and of the books when money goes back. Each event is delivered before the next thing happens. */
describe('money that goes back', () => {
  let stage: StripeStage;
  let creator: Creator & { accountId: string };
  let sold: Sold;
  const delivered = new Set<string>();

  beforeAll(async () => {
    stage = await startStripeStage({ isTold: false });
    creator = await stage.creator('back');
    sold = await offerTier(stage, creator);
  });
  afterAll(() => stage.stop());
  afterEach(() => settle({ full_refund_ends_access: true, dispute_ends_access: true }));

  const on = () => ({ stripeAccount: creator.accountId });
  const press = async (fields: Record<string, string>): Promise<void> => {
    expect((await stage.press(`/dev/stripe/accounts/${creator.accountId}`, fields)).status).toBeLessThan(400);
  };
  /** Delivers what was not delivered yet, until there is nothing more. */
  async function tell(): Promise<void> {
    const courier = stripeCourier(stage);
    for (let more = true; more;) {
      more = false;
      for (const event of await courier.events(creator.accountId)) {
        if (delivered.has(event.id)) continue;
        expect((await courier.deliver(event)).status).toBe(200);
        delivered.add(event.id);
        more = true;
      }
    }
  }
  async function settle(change: object): Promise<void> {
    const path = `${creator.base}/billing/settings`;
    const { body } = await creator.browser.get(path);
    expect((await creator.browser.put(path, { ...body, ...change })).status).toBe(200);
  }
  async function someone(email: string): Promise<Bought> {
    const bought = await buy(stage, creator, sold, { email });
    await tell();
    expect(await statusOf(bought)).toBe('active');
    return bought;
  }
  const statusOf = async ({ subscriberId }: Bought): Promise<unknown> => {
    const [row] = await stage.api.database.query<{ status: string }>(
      'SELECT status FROM subscriptions WHERE subscriber_id = $1',
      [subscriberId],
    );
    return row?.status;
  };
  /** The charges of what somebody bought, the newest first. */
  async function chargesOf({ subscriptionId }: Bought): Promise<string[]> {
    const client = stage.accounts.platform();
    const invoices = await client.invoices.list({ subscription: subscriptionId, status: 'paid', limit: 100 }, on());
    const charges: string[] = [];
    for (const { id } of invoices.data) {
      const { data } = await client.invoicePayments.list({ invoice: id ?? '' }, on());
      const intent = await client.paymentIntents.retrieve(data[0]?.payment.payment_intent as string, {}, on());
      charges.push(intent.latest_charge as string);
    }
    return charges;
  }
  const newest = async (bought: Bought): Promise<string> => (await chargesOf(bought))[0] ?? '';
  const bookOf = ({ subscriberId }: Bought) =>
    stage.api.database.query<{ given_back: unknown }>(
      'SELECT amount, refunded, disputed, given_back FROM payments WHERE subscriber_id = $1 ORDER BY paid_at DESC',
      [subscriberId],
    );
  const refund = (charge: string, amount?: number) =>
    stage.accounts.platform().refunds.create({ charge, ...(amount === undefined ? {} : { amount }) }, on());

  it('in parts leaves access as it is until the last part, and stands in the books part by part', async () => {
    const bought = await someone('parts@example.com');
    const charge = await newest(bought);
    const first = await refund(charge, 100);
    await tell();
    expect(await statusOf(bought)).toBe('active');
    const second = await refund(charge, 400);
    await tell();
    expect(await statusOf(bought)).toBe('canceled');
    const [{ given_back: back, ...book } = { given_back: null }] = await bookOf(bought);
    expect(book).toEqual({ amount: 500, refunded: 500, disputed: false });
    const at = (created: number): string => new Date(created * 1_000).toISOString();
    const parts = [first, second].map(({ id, amount, created }) => ({ id, kind: 'refund', amount, at: at(created) }));
    expect(back).toEqual(parts.sort((one, other) => (one.id < other.id ? -1 : 1)));
  });

  it('whole leaves access as it is, if the creator wants it so', async () => {
    await settle({ full_refund_ends_access: false });
    const bought = await someone('kept@example.com');
    await refund(await newest(bought));
    await tell();
    expect(await statusOf(bought)).toBe('active');
    expect(await bookOf(bought)).toMatchObject([{ refunded: 500 }]);
  });

  it('of an older payment leaves access as it is, and is dated by its own time, not by the payment’s', async () => {
    const bought = await someone('older@example.com');
    const [older = ''] = await chargesOf(bought);
    await press({ do: 'advance', seconds: String(40 * 86_400) });
    await tell();
    expect(await chargesOf(bought)).toHaveLength(2);
    const { created } = await refund(older);
    await tell();
    expect(await statusOf(bought)).toBe('active');
    const given = [{ kind: 'refund', amount: 500, at: new Date(created * 1_000).toISOString() }];
    expect(await bookOf(bought)).toMatchObject([
      { refunded: 0, given_back: [] },
      { refunded: 500, given_back: given },
    ]);
  });

  it('by a dispute ends access at once; won, nothing went back; lost, it did, when it was taken', async () => {
    const ends = { won: [], lost: [{ kind: 'dispute', amount: 500 }] };
    for (const end of ['won', 'lost'] as const) {
      const bought = await someone(`dispute-${end}@example.com`);
      const charge = await newest(bought);
      await press({ do: 'dispute', id: charge });
      await tell();
      expect(await statusOf(bought)).toBe('canceled');
      expect(await bookOf(bought)).toMatchObject([{ disputed: true, refunded: 0, given_back: [] }]);
      await press({ do: `dispute-${end}`, id: charge });
      await tell();
      expect(await statusOf(bought)).toBe('canceled');
      expect(await bookOf(bought)).toMatchObject([{ disputed: end === 'lost', refunded: 0, given_back: ends[end] }]);
    }
  });

  it('by a dispute leaves access as it is, if the creator wants it so', async () => {
    await settle({ dispute_ends_access: false });
    const bought = await someone('trusted@example.com');
    const charge = await newest(bought);
    await press({ do: 'dispute', id: charge });
    await press({ do: 'dispute-lost', id: charge });
    await tell();
    expect(await statusOf(bought)).toBe('active');
    expect(await bookOf(bought)).toMatchObject([{ disputed: true, given_back: [{ kind: 'dispute', amount: 500 }] }]);
  });
});
