import { type PlanHolder, type PlanStage, startPlanStage } from '../../../test/plan-stage';
import { CARDS, type Shop, type SoldTier } from '../../../test/paywall-stage';

const DAY_S = 86_400;

/** From one plan to another; Stripe stands in as the sandbox, spoken to by the same client. */
describe('a change of plan', () => {
  let stage: PlanStage;
  beforeAll(async () => {
    stage = await startPlanStage();
  });
  afterAll(() => stage.stop());

  interface Stand {
    readonly shop: Shop;
    readonly basic: SoldTier;
    readonly max: SoldTier;
    readonly holder: PlanHolder;
  }

  /** Basic at €9 and Max at €30 a month, each by the year for ten times that; somebody has one of the four. */
  async function on(
    which: 'basic' | 'max',
    { by = 'month', ...options }: { by?: 'month' | 'year'; trialDays?: number } = {},
  ): Promise<Stand> {
    const shop = await stage.shop();
    const basic = await stage.sell(shop, 'Basic', { amount: 900, quota: 100, ...options });
    const max = await stage.sell(shop, 'Max', { amount: 3000, quota: 1000 });
    return { shop, basic, max, holder: await stage.holder(shop, { basic, max }[which][by]) };
  }

  const ask = ({ holder }: Stand, price: string): Promise<unknown> => holder.person.open(`${holder.plan}/change?price=${price}`);
  const hidden = ({ holder }: Stand, name: string): string =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(holder.person.page.html)?.[1] ?? '';
  const confirmForm = (stand: Stand): Record<string, string> =>
    Object.fromEntries(['csrf', 'price', 'at', 'due', 'quote'].map((name) => [name, hidden(stand, name)]));
  const press = async ({ holder: { person } }: Stand): Promise<void> => {
    await person.press('(?:Pay [^<]* and change|Change plan)');
    if (person.page.html.includes('has changed in the meantime')) throw new Error('what was shown was not so');
  };

  /** What is left of a period at a moment, in whole minor units: counted here once more, by the second. */
  async function prorated({ shop }: Stand, from: number, to: number, at: number): Promise<number> {
    const [item] = (await stage.subscription(shop)).items.data;
    if (item === undefined) throw new Error('no item');
    const left = (item.current_period_end - at) / (item.current_period_end - item.current_period_start);
    return Math.round(to * left) - Math.round(from * left);
  }

  it('shows the plans side by side, with the own one marked and not to be chosen', async () => {
    const stand = await on('basic');
    const { person, plan } = stand.holder;
    await person.open(plan);
    expect(person.page.html).toContain('You are on the Basic plan.');
    expect(person.page.html).toContain('Your plan');
    const offered = [...person.page.html.matchAll(/<button[^>]*value="(prc_[^"]*)"/g)].map(([, id]) => id);
    expect(offered.sort()).toEqual([stand.basic.year, stand.max.month, stand.max.year].sort());
  });

  describe('to what costs more', () => {
    it('begins at once, for exactly what was shown, and the very next call has it', async () => {
      const stand = await on('basic');
      await stage.forward(stand.shop, 10);
      await ask(stand, stand.max.month);
      const [due, at] = [Number(hidden(stand, 'due')), Number(hidden(stand, 'at'))];
      expect(due).toBe(await prorated(stand, 900, 3000, at));
      expect(due).toBeGreaterThan(0);
      expect(stand.holder.person.page.html).toContain('From Basic to Max');
      expect((await stage.call(stand.shop, stand.holder)).tier).toBe('basic');
      await press(stand);
      expect(stand.holder.person.page.html).toContain('Your plan is changed.');
      expect(await stage.invoiced(stand.shop)).toEqual([900, due]);
      expect(await stage.call(stand.shop, stand.holder)).toMatchObject({ tier: 'max', quota: { limit: 1000 } });
      await stage.forward(stand.shop, 25);
      expect(await stage.invoiced(stand.shop)).toEqual([900, due, 3000]);
    });

    it('from a month to a year begins a year at once, less what is left of the month', async () => {
      const stand = await on('basic');
      await stage.forward(stand.shop, 15);
      await ask(stand, stand.max.year);
      const at = Number(hidden(stand, 'at'));
      const rest = await prorated(stand, 900, 0, at);
      await press(stand);
      expect(await stage.invoiced(stand.shop)).toEqual([900, 30_000 + rest]);
      const [item] = (await stage.subscription(stand.shop)).items.data;
      expect((item?.current_period_end ?? 0) - at).toBeGreaterThan(364 * DAY_S);
    });

    it('is done once for two clicks on one page, and for the page sent again a day later', async () => {
      const stand = await on('basic');
      await ask(stand, stand.max.month);
      const { person, plan } = stand.holder;
      const form = confirmForm(stand);
      const other = person.tab();
      await Promise.all([person.post(`${plan}/change`, form), other.post(`${plan}/change`, form)]);
      for (const { page } of [person, other])
        expect([page.status, page.html]).toEqual([200, expect.stringContaining('Your plan is changed.')]);
      await stage.forward(stand.shop, 1);
      await person.post(`${plan}/change`, form);
      expect(person.page.html).toContain('Your plan is changed.');
      expect(await stage.invoiced(stand.shop)).toHaveLength(2);
    });

    it('charges no other amount than the one that was shown, for nobody’s form', async () => {
      const stand = await on('basic');
      await ask(stand, stand.max.month);
      const { person, plan } = stand.holder;
      const form = confirmForm(stand);
      const { current_period_end: end = 0 } = (await stage.subscription(stand.shop)).items.data[0] ?? {};
      for (const forged of [
        { at: String(end - 60) },
        { due: '1' },
        { quote: 'x' },
        { price: stand.max.year },
        { at: 'nonsense' },
      ]) {
        await person.post(`${plan}/change`, { ...form, ...forged });
        expect([forged, person.page.status, person.page.html]).toEqual([forged, 200, expect.stringContaining('Due now')]);
      }
      await person.post(`${plan}/change`, { ...form, csrf: 'forged' });
      expect(person.page.status).toBe(403);
      expect(await stage.invoiced(stand.shop)).toEqual([900]);
    });

    it('leaves everything as it was when the card is declined, says what to do, and goes well with another card', async () => {
      const stand = await on('max', { by: 'month' });
      const { shop, holder, basic } = stand;
      const { person } = holder;
      // A change was agreed on; it must outlive the declined card.
      await ask(stand, basic.month);
      await press(stand);
      await stage.useCard(shop, holder, CARDS.declined);
      await ask(stand, stand.max.year);
      if (!person.page.html.includes('Due now')) await ask(stand, await dearer(stand));
      await press(stand);
      expect([person.page.status, person.page.html]).toEqual([402, expect.stringContaining('Your card was not accepted')]);
      expect(person.page.html).toContain('you still have Max');
      expect((await stage.subscription(shop)).schedule).not.toBeNull();
      expect(await stage.call(shop, holder)).toMatchObject({ tier: 'max' });
      await person.open(holder.account);
      expect(person.page.html).toMatch(/From \w+ \d+, \d{4}: Basic, €9 a month\./);
      await stage.useCard(shop, holder, CARDS.good);
      await ask(stand, await dearer(stand));
      await press(stand);
      expect(await stage.call(shop, holder)).toMatchObject({ tier: 'ultra' });
      await person.open(holder.account);
      expect(person.page.html).not.toContain('Basic, €9');
    });

    /** A tier above all others, made once. */
    async function dearer({ shop }: Stand): Promise<string> {
      const [known] = await stage.api.database.query<{ id: string }>(
        `SELECT x.id FROM tier_prices x JOIN tiers t ON t.id = x.tier_id WHERE t.gpt_id = $1 AND t.key = 'ultra' AND x."interval" = 'month'`,
        [shop.gptId],
      );
      return known?.id ?? (await stage.sell(shop, 'Ultra', { amount: 9000 })).month;
    }
  });

  describe('to what costs less', () => {
    it('takes place at the end of the period, with nothing to pay before', async () => {
      const stand = await on('max');
      const { person, account } = stand.holder;
      await ask(stand, stand.basic.month);
      expect(person.page.html).toContain('You keep Max until');
      expect(person.page.html).not.toContain('Due now');
      await press(stand);
      expect(person.page.html).toContain('The change is arranged');
      expect((await person.open(account)).page.html).toMatch(/From \w+ \d+, \d{4}: Basic, €9 a month\./);
      expect(person.page.html).not.toContain('Renews on');
      expect(await stage.call(stand.shop, stand.holder)).toMatchObject({ tier: 'max' });
      await stage.forward(stand.shop, 27);
      await stage.readAgain(stand.shop);
      expect(await stage.call(stand.shop, stand.holder)).toMatchObject({ tier: 'max' });
      await stage.forward(stand.shop, 5);
      await stage.readAgain(stand.shop);
      expect(await stage.call(stand.shop, stand.holder)).toMatchObject({ tier: 'basic' });
      expect(await stage.invoiced(stand.shop)).toEqual([3000, 900]);
    });

    it('can be taken back, replaced, and is gone with the plan when that is cancelled', async () => {
      const stand = await on('max');
      const { person, account, plan } = stand.holder;
      await ask(stand, stand.basic.month);
      await press(stand);
      await person.open(account);
      await person.press('Keep the present plan');
      expect(person.page.html).toContain('Your plan stays as it is.');
      expect(person.page.html).not.toContain('Basic, €9');
      await ask(stand, stand.basic.month);
      await press(stand);
      await ask(stand, stand.basic.year);
      expect(person.page.html).toContain('takes the place of the change to Basic');
      await press(stand);
      expect((await person.open(account)).page.html).toContain('Basic, €90 a year');
      await person.open(`${plan}/cancel`);
      expect(person.page.html).toContain('will not take place');
      await person.press('Cancel plan');
      expect(person.page.html).not.toContain('Basic, €90');
      await stage.forward(stand.shop, 32);
      await stage.readAgain(stand.shop);
      expect(await stage.call(stand.shop, stand.holder)).toMatchObject({ tier: 'free' });
      expect(await stage.invoiced(stand.shop)).toEqual([3000]);
    });

    it('is arranged once for two clicks', async () => {
      const stand = await on('max');
      await ask(stand, stand.basic.month);
      const { person, plan } = stand.holder;
      const form = confirmForm(stand);
      const other = person.tab();
      await Promise.all([person.post(`${plan}/change`, form), other.post(`${plan}/change`, form)]);
      for (const { page } of [person, other]) expect(page.html).toContain('The change is arranged');
      await stage.forward(stand.shop, 32);
      expect(await stage.invoiced(stand.shop)).toEqual([3000, 900]);
    });

    it('shows a year in the place of months as what it is: another price of the same plan', async () => {
      const stand = await on('basic');
      await ask(stand, stand.basic.year);
      await press(stand);
      expect((await stand.holder.person.open(stand.holder.account)).page.html).toMatch(/: Basic, €90 a year\./);
      await stage.forward(stand.shop, 32);
      await stage.readAgain(stand.shop);
      expect(await stage.invoiced(stand.shop)).toEqual([900, 9000]);
    });
  });

  it('keeps what is metered on the subscription, within the period and past its end', async () => {
    const stand = await on('max');
    const { access } = stand.shop;
    const meter = await access.client.billing.meters.create(
      { display_name: 'Calls', event_name: `calls_${stand.shop.gptId}`, default_aggregation: { formula: 'sum' } },
      access.options,
    );
    const product = await access.client.products.create({ name: 'Beyond' }, access.options);
    const metered = await access.client.prices.create(
      {
        product: product.id,
        currency: 'eur',
        unit_amount: 2,
        recurring: { interval: 'month', usage_type: 'metered', meter: meter.id },
      },
      access.options,
    );
    const { id, customer } = await stage.subscription(stand.shop);
    await access.client.subscriptions.update(id, { items: [{ price: metered.id }], proration_behavior: 'none' }, access.options);
    await access.client.billing.meterEvents.create(
      {
        event_name: meter.event_name,
        payload: { stripe_customer_id: typeof customer === 'string' ? customer : customer.id, value: '21' },
      },
      access.options,
    );
    await ask(stand, stand.basic.month);
    await press(stand);
    await stage.forward(stand.shop, 32);
    // Basic for the month that begins, and what was used on Max in the one that ended.
    expect(await stage.invoiced(stand.shop)).toEqual([3000, 900 + 42]);
    const items = (await stage.subscription(stand.shop)).items.data.map(({ price }) => price.id);
    expect(items).toContain(metered.id);
  });

  it('is a page that says so while Stripe is away: nothing is lost', async () => {
    const stand = await on('basic');
    const { person, plan } = stand.holder;
    await ask(stand, stand.max.month);
    const form = confirmForm(stand);
    await stage.withoutStripe(async () => {
      await person.post(`${plan}/change`, form);
      expect([person.page.status, person.page.html]).toEqual([503, expect.stringContaining('cannot be reached')]);
      await person.post(`${plan}/cancel`, { csrf: form['csrf'] ?? '' });
      expect(person.page.status).toBe(503);
      await person.post(`${plan}/payment`, { csrf: form['csrf'] ?? '' });
      expect(person.page.status).toBe(503);
      expect(await stage.call(stand.shop, stand.holder)).toMatchObject({ tier: 'basic' });
    });
    await person.post(`${plan}/change`, form);
    expect(await stage.call(stand.shop, stand.holder)).toMatchObject({ tier: 'max' });
  });

  it('refuses prices of another GPT, of another workspace, retired ones and what is none, all alike', async () => {
    const stand = await on('basic');
    const rival = await on('basic');
    const { person, plan } = stand.holder;
    const old = await stage.sell(stand.shop, 'Old');
    await stage.api.database.query('UPDATE tier_prices SET retired_at = now() WHERE id = $1', [old.month]);
    await ask(stand, stand.max.month);
    const form = confirmForm(stand);
    for (const price of [rival.max.month, old.month, 'prc_none', '', '%00']) {
      await ask(stand, price);
      expect([price, person.page.status]).toEqual([price, 404]);
      await person.post(`${plan}/change`, { ...form, price });
      expect([price, person.page.status]).toEqual([price, 404]);
    }
    await person.post(plan.replace(stand.shop.gptId, rival.shop.gptId) + '/change', form);
    expect(person.page.status).toBe(404);
    expect(await stage.invoiced(stand.shop)).toEqual([900]);
  });
});
