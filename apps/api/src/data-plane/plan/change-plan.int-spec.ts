import { CARDS } from '../../../test/paywall-stage';
import { askFor, confirmChange, confirmForm, hiddenOf, type PlanStand, standOn } from '../../../test/plan-change';
import { type PlanStage, startPlanStage } from '../../../test/plan-stage';

const DAY_S = 86_400;

/** From one plan to another; Stripe stands in as the sandbox, spoken to by the same client. */
describe('a change of plan', () => {
  let stage: PlanStage;
  beforeAll(async () => {
    stage = await startPlanStage();
  });
  afterAll(() => stage.stop());

  /** What is left of a period at a moment, in whole minor units: counted here once more, by the second. */
  async function prorated({ shop }: PlanStand, from: number, to: number, at: number): Promise<number> {
    const [item] = (await stage.subscription(shop)).items.data;
    if (item === undefined) throw new Error('no item');
    const left = (item.current_period_end - at) / (item.current_period_end - item.current_period_start);
    return Math.round(to * left) - Math.round(from * left);
  }

  it('shows the plans side by side, with the own one marked and not to be chosen', async () => {
    const stand = await standOn(stage, 'basic');
    const { person, plan } = stand.holder;
    await person.open(plan);
    expect(person.page.html).toContain('You are on the Basic plan.');
    expect(person.page.html).toContain('Your plan');
    const offered = [...person.page.html.matchAll(/<button[^>]*value="(prc_[^"]*)"/g)].map(([, id]) => id);
    expect(offered.sort()).toEqual([stand.basic.year, stand.max.month, stand.max.year].sort());
  });

  describe('to what costs more', () => {
    it('begins at once, for exactly what was shown, and the very next call has it', async () => {
      const stand = await standOn(stage, 'basic');
      await stage.forward(stand.shop, 10);
      await askFor(stand, stand.max.month);
      const [due, at] = [Number(hiddenOf(stand, 'due')), Number(hiddenOf(stand, 'at'))];
      expect(due).toBe(await prorated(stand, 900, 3000, at));
      expect(due).toBeGreaterThan(0);
      expect(stand.holder.person.page.html).toContain('From Basic to Max');
      expect((await stage.call(stand.shop, stand.holder)).tier).toBe('basic');
      await confirmChange(stand);
      expect(stand.holder.person.page.html).toContain('Your plan is changed.');
      expect(await stage.invoiced(stand.shop)).toEqual([900, due]);
      expect(await stage.call(stand.shop, stand.holder)).toMatchObject({ tier: 'max', quota: { limit: 1000 } });
      await stage.forward(stand.shop, 25);
      expect(await stage.invoiced(stand.shop)).toEqual([900, due, 3000]);
    });

    it('from a month to a year begins a year at once, less what is left of the month', async () => {
      const stand = await standOn(stage, 'basic');
      await stage.forward(stand.shop, 15);
      await askFor(stand, stand.max.year);
      const at = Number(hiddenOf(stand, 'at'));
      const rest = await prorated(stand, 900, 0, at);
      await confirmChange(stand);
      expect(await stage.invoiced(stand.shop)).toEqual([900, 30_000 + rest]);
      const [item] = (await stage.subscription(stand.shop)).items.data;
      expect((item?.current_period_end ?? 0) - at).toBeGreaterThan(364 * DAY_S);
    });

    it('is done once for two clicks on one page, and for the page sent again a day later', async () => {
      const stand = await standOn(stage, 'basic');
      await askFor(stand, stand.max.month);
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
      const stand = await standOn(stage, 'basic');
      await askFor(stand, stand.max.month);
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
      const stand = await standOn(stage, 'max', { by: 'month' });
      const { shop, holder, basic } = stand;
      const { person } = holder;
      // A change was agreed on; it must outlive the declined card.
      await askFor(stand, basic.month);
      await confirmChange(stand);
      await stage.useCard(shop, holder, CARDS.declined);
      await askFor(stand, stand.max.year);
      if (!person.page.html.includes('Due now')) await askFor(stand, await dearer(stand));
      await confirmChange(stand);
      expect([person.page.status, person.page.html]).toEqual([402, expect.stringContaining('Your card was not accepted')]);
      expect(person.page.html).toContain('you still have Max');
      expect((await stage.subscription(shop)).schedule).not.toBeNull();
      expect(await stage.call(shop, holder)).toMatchObject({ tier: 'max' });
      await person.open(holder.account);
      expect(person.page.html).toMatch(/From \w+ \d+, \d{4}: Basic, €9 a month\./);
      await stage.useCard(shop, holder, CARDS.good);
      await askFor(stand, await dearer(stand));
      await confirmChange(stand);
      expect(await stage.call(shop, holder)).toMatchObject({ tier: 'ultra' });
      await person.open(holder.account);
      expect(person.page.html).not.toContain('Basic, €9');
    });

    /** A tier above all others, made once. */
    async function dearer({ shop }: PlanStand): Promise<string> {
      const [known] = await stage.api.database.query<{ id: string }>(
        `SELECT x.id FROM tier_prices x JOIN tiers t ON t.id = x.tier_id WHERE t.gpt_id = $1 AND t.key = 'ultra' AND x."interval" = 'month'`,
        [shop.gptId],
      );
      return known?.id ?? (await stage.sell(shop, 'Ultra', { amount: 9000 })).month;
    }
  });

  it('is a page that says so while Stripe is away: nothing is lost', async () => {
    const stand = await standOn(stage, 'basic');
    const { person, plan } = stand.holder;
    await askFor(stand, stand.max.month);
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
    const stand = await standOn(stage, 'basic');
    const rival = await standOn(stage, 'basic');
    const { person, plan } = stand.holder;
    const old = await stage.sell(stand.shop, 'Old');
    await stage.api.database.query('UPDATE tier_prices SET retired_at = now() WHERE id = $1', [old.month]);
    await askFor(stand, stand.max.month);
    const form = confirmForm(stand);
    for (const price of [rival.max.month, old.month, 'prc_none', '', '%00']) {
      await askFor(stand, price);
      expect([price, person.page.status]).toEqual([price, 404]);
      await person.post(`${plan}/change`, { ...form, price });
      expect([price, person.page.status]).toEqual([price, 404]);
    }
    await person.post(plan.replace(stand.shop.gptId, rival.shop.gptId) + '/change', form);
    expect(person.page.status).toBe(404);
    expect(await stage.invoiced(stand.shop)).toEqual([900]);
  });
});
