import { CARDS, SandboxStripe } from './sandbox-stripe';

describe('the sandbox’s Stripe', () => {
  let at: SandboxStripe;

  beforeAll(async () => {
    at = await SandboxStripe.start();
  });
  afterAll(() => at.stop());

  it('refuses what Stripe refuses, in its words', async () => {
    await expect(at.client.products.retrieve('prod_none', {}, at.on())).rejects.toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    });
    await expect(at.client.products.list({}, { stripeAccount: 'acct_other' })).rejects.toMatchObject({ statusCode: 403 });
    await expect(at.clientFor('sk_test_wrong').products.list({}, at.on())).rejects.toMatchObject({ statusCode: 401 });
    await expect(at.client.paymentLinks.list({}, at.on())).rejects.toMatchObject({ statusCode: 404 });
  });

  it('does one thing for a request that comes twice under one Idempotency-Key', async () => {
    const options = { ...at.on(), idempotencyKey: 'once' };
    const [one, other] = [
      await at.client.products.create({ name: 'Once' }, options),
      await at.client.products.create({ name: 'Once' }, options),
    ];
    expect(one.id).toBe(other.id);
  });

  it('opens one account with its restricted key', async () => {
    const page = await (await at.sandbox.get('/dev/stripe')).text();
    const key = /rk_test_\w+/.exec(page)?.[0] ?? '';
    expect((await at.clientFor(key).accounts.retrieveCurrent()).id).toBe(at.account);
  });

  it('sends an event again until it is taken', async () => {
    at.receiverFails = true;
    const session = await at.checkout((await at.price(300)).id);
    await at.pay(session, { card: CARDS.good });
    while (at.refused === 0) await new Promise((done) => setTimeout(done, 20));
    at.receiverFails = false;
    await at.told('checkout.session.completed', session.id);
  });

  it('keeps everything when it is started again', async () => {
    const { id } = await at.client.products.create({ name: 'Kept' }, at.on());
    await at.startAgain();
    expect((await at.client.products.retrieve(id, {}, at.on())).name).toBe('Kept');
  });

  it('tells the platform when an account disconnects, and gives it nothing from then on', async () => {
    await at.sandbox.post(`/dev/stripe/accounts/${at.account}`, { do: 'disconnect' });
    await at.told('account.application.deauthorized', 'ca_gatehouse_sandbox');
    await expect(at.client.products.list({}, at.on())).rejects.toMatchObject({ statusCode: 403 });
  });
});
