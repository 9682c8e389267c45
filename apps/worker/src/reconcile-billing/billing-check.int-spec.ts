import { randomBytes } from 'node:crypto';
import {
  billingReportRepository,
  Database,
  MeterFence,
  PaymentSync,
  PlaceSync,
  type StripeAccess,
  type StripeAccounts,
  systemRandom,
  Vault,
} from '@gatehouse/platform';
import {
  createTestDatabase,
  emptyTestRedis,
  SandboxStripe,
  seedBuyer,
  type SeededBuyer,
  TestClock,
  type TestDatabase,
} from '@gatehouse/testing';
import { Redis } from 'ioredis';
import { BillingCheck } from './billing-check.service';

describe('comparing the books with Stripe', () => {
  let test: TestDatabase;
  let database: Database;
  let redis: Redis;
  let sandbox: SandboxStripe;
  let accounts: StripeAccounts;
  let access: StripeAccess;
  let check: BillingCheck;
  const vault = new Vault([{ id: 'k1', key: randomBytes(32) }]);
  const clock = new TestClock(new Date());
  let ada: SeededBuyer;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await Database.connect(test.url, 5);
    redis = new Redis(await emptyTestRedis());
    sandbox = await SandboxStripe.start();
    accounts = sandbox.accounts(vault);
    const fence = new MeterFence(redis, systemRandom);
    check = new BillingCheck(database, fence, new PlaceSync(database, fence, accounts, clock), new PaymentSync(database), clock);
  });

  afterAll(async () => {
    await sandbox.stop();
    redis.disconnect();
    await database.close();
    await test.drop();
  });

  beforeEach(async () => {
    clock.set(new Date());
    const accountId = await sandbox.connect(vault);
    access = { client: accounts.platform(), options: { stripeAccount: accountId }, accountId };
    ada = await seedBuyer(test, { sandbox, access });
  });

  async function run() {
    clock.advance(60);
    return check.run(ada.workspaceId, access);
  }
  const payments = () =>
    test.query<{ amount: number; refunded: number; stripe_invoice_id: string }>(
      'SELECT amount, refunded, stripe_invoice_id FROM payments WHERE workspace_id = $1',
      [ada.workspaceId],
    );
  const open = () => database.inWorkspace(ada.workspaceId, (tx) => billingReportRepository.openDifferences(tx));

  it('brings home a purchase of which no event ever came: the place and the money', async () => {
    expect(await run()).toMatchObject({ healed: 2, differences: [] });
    expect(await payments()).toMatchObject([{ amount: 1_000, refunded: 0 }]);
    const [place] = await test.query('SELECT status, tier_id FROM subscriptions WHERE workspace_id = $1', [ada.workspaceId]);
    expect(place).toEqual({ status: 'active', tier_id: ada.tierId });
    expect(await run()).toEqual({ healed: 0, differences: [], fresh: [] });
  });

  it('learns of money that was given back', async () => {
    await run();
    const [paid] = await payments();
    const { data } = await access.client.invoicePayments.list({ invoice: paid?.stripe_invoice_id ?? '' }, access.options);
    const intent = data[0]?.payment.payment_intent;
    await access.client.refunds.create({ payment_intent: typeof intent === 'string' ? intent : '', amount: 250 }, access.options);
    expect(await run()).toMatchObject({ healed: 1, differences: [] });
    expect(await payments()).toMatchObject([{ amount: 1_000, refunded: 250 }]);
  });

  it('raises an alert when amounts differ, once, changes neither, and takes it back when they agree', async () => {
    await run();
    await test.query('UPDATE payments SET amount = 900 WHERE workspace_id = $1', [ada.workspaceId]);
    expect((await run()).fresh).toMatchObject([{ kind: 'amount', expected: '1000 eur', found: '900 eur' }]);
    expect(await run()).toMatchObject({ fresh: [], differences: [{ kind: 'amount' }] });
    expect([await payments(), await open()]).toMatchObject([[{ amount: 900 }], [{ kind: 'amount' }]]);
    await test.query('UPDATE payments SET amount = 1000 WHERE workspace_id = $1', [ada.workspaceId]);
    expect(await run()).toEqual({ healed: 0, differences: [], fresh: [] });
    expect(await open()).toEqual([]);
  });

  it('raises an alert about money in the books that Stripe does not know', async () => {
    await run();
    await test.query(`UPDATE payments SET stripe_invoice_id = 'in_never' WHERE workspace_id = $1`, [ada.workspaceId]);
    expect(await run()).toMatchObject({ healed: 1, differences: [{ kind: 'payment_unknown', objectId: 'in_never' }] });
  });

  it('leaves alone what the creator sells without Gatehouse', async () => {
    await run();
    const product = await access.client.products.create({ name: 'Mugs' }, access.options);
    const price = await access.client.prices.create(
      { product: product.id, unit_amount: 700, currency: 'eur', recurring: { interval: 'month' } },
      access.options,
    );
    const customer = await access.client.customers.create({ email: 'else@example.com' }, access.options);
    const checkout = await access.client.checkout.sessions.create(
      {
        mode: 'subscription',
        customer: customer.id,
        line_items: [{ price: price.id, quantity: 1 }],
        success_url: 'http://gatehouse.test/done',
      },
      access.options,
    );
    await sandbox.pay(checkout.id);
    expect(await run()).toEqual({ healed: 0, differences: [], fresh: [] });
    expect(await payments()).toHaveLength(1);
  });

  it('raises an alert of who is charged twice for one GPT, until one of the two has ended', async () => {
    await run();
    const metadata = (await access.client.subscriptions.retrieve(ada.stripeSubscriptionId, {}, access.options)).metadata;
    const checkout = await access.client.checkout.sessions.create(
      {
        mode: 'subscription',
        customer: ada.customerId,
        line_items: [{ price: ada.stripePriceId, quantity: 1 }],
        success_url: 'http://gatehouse.test/done',
        subscription_data: { metadata },
      },
      access.options,
    );
    await sandbox.pay(checkout.id);
    const { data } = await access.client.subscriptions.list({ status: 'active' }, access.options);
    expect(data).toHaveLength(2);
    const [alert] = (await run()).differences;
    expect(alert).toMatchObject({ kind: 'place', expected: 'active' });
    expect([alert?.objectId, alert?.found].sort()).toEqual(data.map(({ id }) => id).sort());
    expect((await run()).fresh).toEqual([]);
    await access.client.subscriptions.cancel(alert?.objectId ?? '', {}, access.options);
    expect((await run()).differences).toEqual([]);
    expect(await open()).toEqual([]);
  });

  it('mends a place that has drifted', async () => {
    await run();
    await access.client.subscriptions.cancel(ada.stripeSubscriptionId, {}, access.options);
    expect(await run()).toMatchObject({ healed: 1 });
    const [place] = await test.query('SELECT status FROM subscriptions WHERE workspace_id = $1', [ada.workspaceId]);
    expect(place).toEqual({ status: 'canceled' });
  });
});
