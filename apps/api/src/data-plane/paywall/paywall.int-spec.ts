import { randomUUID } from 'node:crypto';
import { SubscriberErasure } from '../../edge/subscriber-data/subscriber-erasure.service';
import type { Person } from '../../../test/person';
import { CARDS, type PaywallStage, type Shop, type SoldTier, startPaywallStage } from '../../../test/paywall-stage';

/** From a tier to money, and from money to the next call; Stripe stands in as the sandbox, spoken to by the same client. */
describe('the paywall', () => {
  let stage: PaywallStage;
  beforeAll(async () => {
    stage = await startPaywallStage();
  });
  afterAll(() => stage.stop());

  /** A GPT with nothing free. */
  async function paidOnly(options = {}): Promise<{ shop: Shop; pro: SoldTier }> {
    const shop = await stage.shop();
    return { shop, pro: await stage.sell(shop, 'Pro', { isDefault: true, quota: 1000, ...options }) };
  }

  async function toPlans(shop: Shop, person = stage.person(), email = `${randomUUID()}@example.com`): Promise<Person> {
    await person.open(stage.authorizeUrl(shop));
    await stage.signInByEmail(person, email);
    return person.press('Allow');
  }

  /** The Checkout to which choosing this price leads: an address of the sandbox's, '' when it leads elsewhere. The person goes back to the plans. */
  async function toCheckout(person: Person, price: string): Promise<string> {
    const { path, html } = person.page;
    await person.post(path, { csrf: /name="csrf" value="([^"]*)"/.exec(html)?.[1] ?? '', price });
    const checkout = person.trail.find((url) => url.includes('/dev/stripe/checkout/')) ?? '';
    if (checkout !== '') await person.open(path);
    return checkout;
  }

  const paid = async (checkout: string): Promise<string> =>
    (await stage.pay(checkout, { card: CARDS.good })).headers.get('location') ?? '';

  async function tokenFrom(shop: Shop, person: Person): Promise<string> {
    const code = new URL(person.leftTo ?? '').searchParams.get('code') ?? '';
    return (await stage.redeem(shop, code)).json<{ access_token: string }>().access_token;
  }

  const verify = async (shop: Shop, token: string, query = '') =>
    stage.api.server.inject({ url: `/t/${shop.slug}/verify${query}`, headers: { authorization: `Bearer ${token}` } });

  describe('within the sign-in, of a GPT that has nothing free', () => {
    it('stands after consent, sells, and goes on to ChatGPT without a second sign-in; the first call works', async () => {
      const { shop, pro } = await paidOnly({ trialDays: 7 });
      const person = await toPlans(shop);
      expect(person.page.path).toMatch(/\/plans$/);
      expect(person.page.html).toContain('First 7 days free');
      const checkout = await toCheckout(person, pro.year);
      await person.open(await paid(checkout));
      const token = await tokenFrom(shop, person);
      expect((await verify(shop, token)).json()).toMatchObject({ active: true, tier: 'pro', subscription: 'trialing' });
      const [subscription] = (await shop.access.client.subscriptions.list({}, shop.access.options)).data;
      expect(subscription).toMatchObject({
        application_fee_percent: 5,
        metadata: { gatehouse_workspace: shop.workspaceId, gatehouse_gpt: shop.gptId, gatehouse_price: pro.year },
      });
    });

    it('unlocks nothing to whoever visits the address of success without paying', async () => {
      const { shop, pro } = await paidOnly();
      const person = await toPlans(shop);
      const plans = person.page.path;
      const session = (await toCheckout(person, pro.month)).split('/').pop();
      for (const checkout of [session, 'cs_test_none', 'nonsense', '', '%00']) {
        await person.open(`${plans}/paid?checkout=${checkout}`);
        expect(person.leftTo).toBeNull();
        expect(person.page.html).toContain('Nothing was paid');
      }
      await person.open(`${plans}/paid`);
      expect(person.page.html).toContain('Nothing was paid');
    });

    it('lets nobody in on somebody else’s payment', async () => {
      const { shop, pro } = await paidOnly();
      const [buyer, thief] = [await toPlans(shop), await toPlans(shop)];
      const success = await paid(await toCheckout(buyer, pro.month));
      const session = new URL(success).searchParams.get('checkout');
      const plans = thief.page.path;
      await thief.open(`${plans}/paid?checkout=${session}`);
      expect([thief.leftTo, thief.page.html]).toEqual([null, expect.stringContaining('Nothing was paid')]);
      await thief.open(success);
      expect(thief.leftTo).toBeNull();
      expect(thief.page.status).toBeGreaterThanOrEqual(400);
    });

    it('lets people decline, and tells ChatGPT so', async () => {
      const person = await toPlans((await paidOnly()).shop);
      await person.press('Not now');
      expect(new URL(person.leftTo ?? '').searchParams.get('error')).toBe('access_denied');
    });

    it('takes another card after one that was declined, and after a bank that refused', async () => {
      const { shop, pro } = await paidOnly();
      const person = await toPlans(shop);
      const checkout = await toCheckout(person, pro.month);
      expect((await stage.pay(checkout, { card: CARDS.declined })).status).toBe(402);
      expect((await stage.pay(checkout, { card: CARDS.asks, authentication: 'refused' })).status).toBe(402);
      const plans = person.page.path;
      await person.open(`${plans}/paid?checkout=${checkout.split('/').pop()}`);
      expect(person.page.html).toContain('Nothing was paid');
      await person.open(await paid(checkout));
      expect((await verify(shop, await tokenFrom(shop, person))).statusCode).toBe(200);
    });

    it('asks whoever allowed it before, and asks them no more once they have paid', async () => {
      const { shop, pro } = await paidOnly();
      const person = await toPlans(shop);
      await person.open(stage.authorizeUrl(shop));
      expect(person.page.path).toMatch(/\/plans$/);
      await person.open(await paid(await toCheckout(person, pro.month)));
      expect(person.leftTo).toContain('code=');
      await person.open(stage.authorizeUrl(shop));
      expect(person.leftTo).toContain('code=');
    });

    it('shows nothing under prompt=none: the code is given, and verify asks for the money', async () => {
      const { shop } = await paidOnly();
      const person = await toPlans(shop);
      await person.open(stage.authorizeUrl(shop, { prompt: 'none' }));
      const token = await tokenFrom(shop, person);
      expect((await verify(shop, token)).json()).toMatchObject({ error: 'payment_required', upgrade_url: expect.any(String) });
    });

    it('sells one thing for two clicks, and nothing beside what runs already', async () => {
      const { shop, pro } = await paidOnly();
      const person = await toPlans(shop);
      const tab = person.tab();
      await tab.open(person.page.path);
      const [one, two] = [await toCheckout(person, pro.month), await toCheckout(tab, pro.month)];
      expect(one).toBe(two);
      await paid(one);
      // The event of the payment is still under way, and nothing of it is known here.
      await tab.open(tab.page.path);
      expect(await toCheckout(tab, pro.year)).toBe('');
      expect((await shop.access.client.subscriptions.list({}, shop.access.options)).data).toHaveLength(1);
    });

    it('leaves one Checkout that can be paid, however many tabs chose what', async () => {
      const { shop, pro } = await paidOnly();
      const person = await toPlans(shop);
      const tab = person.tab();
      await tab.open(person.page.path);
      const month = await toCheckout(person, pro.month);
      const year = await toCheckout(tab, pro.year);
      expect(year).not.toBe(month);
      const late = await stage.pay(month, { card: CARDS.good });
      expect([late.status, (await shop.access.client.subscriptions.list({}, shop.access.options)).data]).toEqual([410, []]);
      // Back to the month, within the same minute: a new one that can be paid, and the year's is over.
      const again = await toCheckout(person, pro.month);
      expect((await stage.pay(year, { card: CARDS.good })).status).toBe(410);
      await paid(again);
      expect((await shop.access.client.subscriptions.list({}, shop.access.options)).data).toHaveLength(1);
    });

    it('refuses a price of another GPT, of another workspace, one that was retired, and what is none', async () => {
      const { shop, pro } = await paidOnly();
      const other = await paidOnly();
      const old = await stage.sell(shop, 'Old');
      await stage.api.database.query('UPDATE tier_prices SET retired_at = now() WHERE id = $1', [old.month]);
      const person = await toPlans(shop);
      for (const price of [other.pro.month, old.month, 'prc_none', '', '\u0000']) {
        const { html } = person.page;
        const csrf = /name="csrf" value="([^"]*)"/.exec(html)?.[1] ?? '';
        await person.post(person.page.path, { csrf, price });
        expect([person.page.status, person.trail]).toEqual([409, []]);
      }
      await person.post(person.page.path, { csrf: 'forged', price: pro.month });
      expect(person.page.status).toBe(403);
    });
  });

  it('lets nobody pay for what nobody knows of any more: whoever is erased is cancelled at Stripe first', async () => {
    const { shop, pro } = await paidOnly();
    const person = await toPlans(shop);
    await person.open(await paid(await toCheckout(person, pro.month)));
    const [row] = await stage.api.database.query<{ id: string }>('SELECT id FROM subscribers WHERE workspace_id = $1', [
      shop.workspaceId,
    ]);
    await stage.api.app.get(SubscriberErasure, { strict: false }).erase(shop.workspaceId, row?.id ?? '', () => Promise.resolve());
    const { data } = await shop.access.client.subscriptions.list({ status: 'all' }, shop.access.options);
    expect(data.map(({ status }) => status)).toEqual(['canceled']);
  });

  describe('from the link of a refused call', () => {
    /** Somebody on the free tier who has used it up, and the link that they were told. */
    async function spent(): Promise<{ shop: Shop; pro: SoldTier; person: Person; token: string; link: string }> {
      const shop = await stage.shop();
      await stage.api.database.query('UPDATE tiers SET quota_per_month = 1 WHERE gpt_id = $1', [shop.gptId]);
      const pro = await stage.sell(shop, 'Pro', { quota: 1000 });
      const person = await toPlans(shop);
      const token = await tokenFrom(shop, person);
      await verify(shop, token);
      const refused = (await verify(shop, token)).json<{ error: string; upgrade_url: string }>();
      expect(refused.error).toBe('quota_exceeded');
      return { shop, pro, person, token, link: refused.upgrade_url };
    }

    it('leads to the plans, to Stripe and back; the very next call works, with the same token', async () => {
      const { shop, pro, person, token, link } = await spent();
      await person.open(link);
      expect(person.page.html).toContain('Free of charge');
      await person.open(await paid(await toCheckout(person, pro.month)));
      expect(person.page.html).toContain('You are on Pro now');
      expect((await verify(shop, token)).json()).toMatchObject({ active: true, tier: 'pro', quota: { limit: 1000, used: 2 } });
    });

    it('asks whoever has no session to sign in, and comes back to the plans', async () => {
      const { link, person: known } = await spent();
      await known.open(link);
      const email = /Signed in as <strong>([^<]*)</.exec(known.page.html)?.[1] ?? '';
      const elsewhere = stage.person();
      await elsewhere.open(link);
      expect(elsewhere.page.html).toContain('and choose your plan');
      await stage.signInByEmail(elsewhere, email);
      expect([elsewhere.page.status, elsewhere.page.html]).toEqual([200, expect.stringContaining('Choose Pro')]);
    });

    it('shows another person nothing but that it is not theirs', async () => {
      const { shop, link } = await spent();
      const other = await toPlans(shop);
      await other.open(link);
      expect([other.page.status, other.page.html]).toEqual([403, expect.stringContaining('for somebody else')]);
      expect(other.page.html).not.toContain('Choose Pro');
      await other.open(`${link}/paid?checkout=cs_test_1`);
      expect(other.page.status).toBe(403);
    });

    it('is nothing at another workspace’s door, altered, or too old', async () => {
      const { link, person } = await spent();
      const other = await stage.shop();
      const [, ticket = ''] = link.split('/upgrade/');
      const at = async (url: string) => (await person.open(url)).page.status;
      expect(await at(`/t/${other.slug}/upgrade/${ticket}`)).toBe(404);
      expect(await at(`${link}x`)).toBe(404);
      expect(await at(link.replace('/upgrade/', '/upgrade/A'))).toBe(404);
      stage.api.clock.advance(30 * 60);
      expect(await at(link)).toBe(410);
    });
  });
});
