import { randomUUID } from 'node:crypto';
import { CARDS, type PaywallStage, type Shop, type SoldTier, startPaywallStage } from '../../../test/paywall-stage';
import type { Person } from '../../../test/person';
import { paywallTexts } from './paywall.texts';

/** What Stripe is asked for when somebody chooses a plan: read at the sandbox, as it arrived there. */
describe('a Checkout', () => {
  let stage: PaywallStage;
  beforeAll(async () => {
    stage = await startPaywallStage();
  });
  afterAll(() => stage.stop());

  interface Chosen {
    readonly shop: Shop;
    readonly pro: SoldTier;
    readonly person: Person;
    readonly checkout: string;
    /** The plans, as they were read before. */
    readonly plans: string;
  }

  async function choose(
    { settings = '', overage = null, ...options }: { settings?: string; overage?: string | null; [option: string]: unknown },
    language = 'en',
  ): Promise<Chosen> {
    const shop = await stage.shop();
    const pro = await stage.sell(shop, 'Pro', { isDefault: true, quota: 1000, ...options });
    const { database } = stage.api;
    if (settings !== '') await database.query(`UPDATE workspaces SET ${settings} WHERE id = $1`, [shop.workspaceId]);
    if (overage !== null)
      await database.query('UPDATE tiers SET overage_unit_amount = $2, overage_since = $3 WHERE id = $1', [
        ...[pro.tierId, overage, new Date()],
      ]);
    const person = stage.person();
    await person.open(`${stage.authorizeUrl(shop)}&ui_locales=${language}`);
    await stage.signInByEmail(person, `${randomUUID()}@example.com`);
    if (language === 'en') await person.press('Allow');
    const { path, html } = person.page;
    await person.post(path, { csrf: /name="csrf" value="([^"]*)"/.exec(html)?.[1] ?? '', price: pro.month });
    return { shop, pro, person, plans: html, checkout: person.trail.find((url) => url.includes('/dev/stripe/checkout/')) ?? '' };
  }

  /** What the sandbox keeps of the request, beside what Stripe tells of a session. */
  type Received = Record<string, unknown> & {
    sandbox_given: { line_items: { price: string; quantity?: string }[]; subscription_data: Record<string, unknown> };
  };
  const received = async ({ shop, checkout }: Chosen): Promise<Received> => {
    const id = checkout.split('/').pop() ?? '';
    return (await shop.access.client.checkout.sessions.retrieve(id, {}, shop.access.options)) as unknown as Received;
  };
  const subscriptionOf = async ({ shop }: Chosen) => {
    const [subscription] = (await shop.access.client.subscriptions.list({}, shop.access.options)).data;
    return subscription;
  };
  const pay = (chosen: Chosen, fields: Record<string, string> = {}) =>
    stage.pay(chosen.checkout, { card: CARDS.good, ...fields });
  async function payAndComeBack(chosen: Chosen): Promise<void> {
    const answer = await pay(chosen);
    expect(answer.status).toBeLessThan(400);
    await chosen.person.open(answer.headers.get('location') ?? '');
  }

  it('takes promotion codes and reckons no tax, unless the creator wants it otherwise', async () => {
    expect(await received(await choose({}))).toMatchObject({ allow_promotion_codes: true, automatic_tax: { enabled: false } });
    const other = await received(await choose({ settings: 'allows_promotion_codes = false, automatic_tax = true' }));
    expect(other).toMatchObject({ allow_promotion_codes: false, automatic_tax: { enabled: true } });
  });

  it('hands the trial through, with what the service keeps, and who it is for', async () => {
    const chosen = await choose({ trialDays: 14 });
    const { sandbox_given: given, client_reference_id: reference } = await received(chosen);
    expect(given.line_items).toHaveLength(1);
    expect(given.line_items[0]?.quantity).toBe('1');
    expect(given.subscription_data).toMatchObject({
      trial_period_days: '14',
      application_fee_percent: '5',
      metadata: {
        gatehouse_workspace: chosen.shop.workspaceId,
        gatehouse_tier: chosen.pro.tierId,
        gatehouse_price: chosen.pro.month,
      },
    });
    expect(reference).toMatch(/^usr_/);
    expect((await received(await choose({}))).sandbox_given.subscription_data).not.toHaveProperty('trial_period_days');
  });

  it('takes a coupon off by its promotion code, to the minor unit, and says of one that it is not known', async () => {
    const chosen = await choose({ amount: 999 });
    const { client, options } = chosen.shop.access;
    const coupon = await client.coupons.create({ percent_off: 25, duration: 'once' }, options);
    await client.promotionCodes.create({ promotion: { type: 'coupon', coupon: coupon.id }, code: 'WELCOME25' }, options);
    expect((await pay(chosen, { promotion_code: 'NONE' })).status).toBe(402);
    expect((await pay(chosen, { promotion_code: 'welcome25' })).status).toBeLessThan(400);
    const [invoice] = (await client.invoices.list({}, options)).data;
    expect([invoice?.subtotal, invoice?.total]).toEqual([999, 749]);
    await stage.forward(chosen.shop, 32);
    expect((await client.invoices.list({}, options)).data[0]?.total).toBe(999);
  });

  it('carries the metered price where calls beyond the quota are charged, and opens the wall with the purchase', async () => {
    const chosen = await choose({ overage: '0.25' });
    const { sandbox_given: given } = await received(chosen);
    expect(given.line_items.map(({ quantity }) => quantity)).toEqual(['1', undefined]);
    await payAndComeBack(chosen);
    const subscription = await subscriptionOf(chosen);
    const [, metered] = subscription?.items.data ?? [];
    expect([metered?.price.recurring?.usage_type, metered?.price.unit_amount_decimal?.toString()]).toEqual(['metered', '0.25']);
    const sql = `SELECT p.terms_seen_at = t.overage_since AS seen, p.overage_price_id IS NOT NULL AS open FROM subscriptions p JOIN tiers t ON t.id = p.tier_id WHERE t.id = $1`;
    expect(await stage.api.database.query(sql, [chosen.pro.tierId])).toEqual([{ seen: true, open: true }]);
  });

  it('is bought as it was shown: who has bought without overage has agreed to none', async () => {
    const chosen = await choose({});
    await payAndComeBack(chosen);
    const sql =
      'SELECT terms_seen_at, overage_price_id FROM subscriptions WHERE tier_id = $1 AND stripe_subscription_id IS NOT NULL';
    expect(await stage.api.database.query(sql, [chosen.pro.tierId])).toEqual([{ terms_seen_at: null, overage_price_id: null }]);
  });

  it('is preceded by what units beyond the quota cost, in whole minor units of money', async () => {
    expect((await choose({ overage: '2' })).plans).toContain('then €0.02 for each further unit');
    expect((await choose({ overage: '0.25' })).plans).toContain('then €0.25 for each further 100 units');
    expect((await choose({ overage: '0.5', currency: 'jpy' })).plans).toContain('then ¥5 for each further 10 units');
    expect((await choose({})).plans).not.toContain('further');
  });

  it('is preceded by the same in every language, with the price and the number in it', () => {
    for (const texts of Object.values(paywallTexts)) {
      expect(texts.overage('§1')).toContain('§1');
      expect(texts.overagePer('§1', '§2')).toMatch(/§1.*§2|§2.*§1/);
    }
  });
});
