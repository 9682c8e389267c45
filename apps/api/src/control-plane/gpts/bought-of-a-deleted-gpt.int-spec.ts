import { stripeCourier } from '../../../test/stripe-courier';
import { buy, offerTier, type Sold, startStripeStage, type StripeStage } from '../../../test/stripe-stage';
import type { Creator } from '../../../test/test-members';

jest.setTimeout(180_000);

/** Somebody stood at Checkout while the creator deleted the GPT. */
describe('what was bought of a GPT that is deleted', () => {
  let stage: StripeStage;
  let creator: Creator & { accountId: string };
  let sold: Sold;
  let subscriptionId: string;
  let leftOpen: string;

  beforeAll(async () => {
    stage = await startStripeStage({ isTold: false });
    creator = await stage.creator('leaving');
    sold = await offerTier(stage, creator);
    ({ subscriptionId } = await buy(stage, creator, sold, { email: 'late@example.com' }));
    const session = await stage.accounts.platform().checkout.sessions.create(
      {
        mode: 'subscription',
        line_items: [{ price: sold.stripePriceId, quantity: 1 }],
        success_url: 'http://gatehouse.test/done',
        metadata: { gatehouse_gpt: sold.gptId },
      },
      { stripeAccount: creator.accountId },
    );
    leftOpen = session.id;
    const gone = await creator.browser.delete(`${creator.base}/gpts/${sold.gptId}`);
    expect(gone.status).toBe(204);
  });
  afterAll(() => stage.stop());

  it('cannot be paid any more in a Checkout that was left open', async () => {
    const paid = await stage.press(`/dev/stripe/checkout/${leftOpen}`, { decision: 'pay', card: '4242424242424242' });
    expect(paid.status).toBe(410);
  });

  it('is ended and given back by the first event that tells of it, and the creator reads so in the audit log', async () => {
    const courier = stripeCourier(stage);
    for (const event of await courier.events(creator.accountId)) expect((await courier.deliver(event)).status).toBe(200);
    const on = { stripeAccount: creator.accountId };
    const client = stage.accounts.platform();
    expect((await client.subscriptions.retrieve(subscriptionId, {}, on)).status).toBe('canceled');
    const { data } = await client.charges.list({}, on);
    expect(data.map(({ amount, amount_refunded: back }) => [amount, back])).toEqual([[500, 500]]);
    const log = (await creator.browser.get(`${creator.base}/audit?action=purchase.undone`)).body.data;
    expect(log).toEqual([
      expect.objectContaining({
        actor: expect.objectContaining({ kind: 'system' }),
        target: { kind: 'purchase', id: subscriptionId, name: null },
        changes: { why: { from: null, to: 'gpt_deleted' }, given_back: { from: null, to: '€5' } },
      }),
    ]);
  });

  it('stands in the books as given back', async () => {
    const courier = stripeCourier(stage);
    for (const event of await courier.events(creator.accountId)) await courier.deliver(event);
    const books = 'SELECT amount::int, refunded::int FROM payments WHERE workspace_id = $1';
    expect(await stage.api.database.query(books, [creator.workspaceId])).toEqual([{ amount: 500, refunded: 500 }]);
  });
});
