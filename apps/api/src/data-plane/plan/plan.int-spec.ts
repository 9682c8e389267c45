import { newId } from '@gatehouse/platform';
import { seedUsage } from '@gatehouse/testing';
import { type PlanHolder, type PlanStage, startPlanStage } from '../../../test/plan-stage';
import { CARDS, type Shop, type SoldTier } from '../../../test/paywall-stage';

/** What subscribers do with a plan after they bought it; Stripe stands in as the sandbox, spoken to by the same client. */
describe('a subscriber’s own plan', () => {
  let stage: PlanStage;
  beforeAll(async () => {
    stage = await startPlanStage();
  });
  afterAll(() => stage.stop());

  /** A GPT with a free tier and one that costs €9 a month. */
  async function withPro(options = {}): Promise<{ shop: Shop; pro: SoldTier }> {
    const shop = await stage.shop();
    return { shop, pro: await stage.sell(shop, 'Pro', { quota: 1000, ...options }) };
  }

  async function onPro(options = {}): Promise<{ shop: Shop; pro: SoldTier; holder: PlanHolder }> {
    const { shop, pro } = await withPro(options);
    return { shop, pro, holder: await stage.holder(shop, pro.month) };
  }

  it('offers whoever has none the plans, from the account, and shows what they bought there', async () => {
    const { shop, pro } = await withPro();
    const visitor = await stage.visitor(shop);
    await visitor.person.open(visitor.account);
    expect(visitor.person.page.html).toContain('See plans');
    expect(visitor.person.page.html).not.toContain('Your plans');
    const { person, account } = await stage.holder(shop, pro.year);
    await person.open(account);
    expect(person.page.html).toContain('Your plans');
    expect(person.page.html).toContain('€90 a year');
    expect(person.page.html).toMatch(/Renews on \w+ \d+, \d{4}\./);
    expect(person.page.html).not.toContain('See plans');
  });

  it('shows a price in a currency without a smaller unit whole', async () => {
    const { holder } = await onPro({ amount: 500, currency: 'jpy' });
    expect((await holder.person.open(holder.account)).page.html).toContain('¥500 a month');
  });

  it('is cancelled on the page that says what that means, and serves to the end of what is paid', async () => {
    const { shop, holder } = await onPro();
    const { person } = holder;
    await person.open(`${holder.plan}/cancel`);
    expect(person.page.html).toContain('Then you are on Free, free of charge.');
    expect((await stage.subscription(shop)).cancel_at_period_end).toBe(false);
    await person.press('Cancel plan');
    expect(person.page.html).toContain('Your plan is cancelled.');
    expect(person.page.html).toContain('Cancelled. It ends on');
    expect((await stage.subscription(shop)).cancel_at_period_end).toBe(true);
    expect(await stage.call(shop, holder)).toMatchObject({ active: true, tier: 'pro' });
    await stage.forward(shop, 32);
    await stage.readAgain(shop);
    expect(await stage.call(shop, holder)).toMatchObject({ active: true, tier: 'free' });
    expect((await person.open(holder.account)).page.html).toContain('See plans');
    expect(await stage.invoiced(shop)).toEqual([900]);
  });

  it('refuses the call after the end, where nothing is free', async () => {
    const { shop, holder } = await onPro({ isDefault: true });
    await holder.person.open(`${holder.plan}/cancel`);
    expect(holder.person.page.html).toContain('no longer works for you');
    await holder.person.press('Cancel plan');
    await stage.forward(shop, 32);
    await stage.readAgain(shop);
    expect(await stage.call(shop, holder)).toMatchObject({ error: 'payment_required' });
    expect((await holder.person.open(holder.account)).page.html).toContain('No plan');
  });

  it('is resumed before its end, and renews', async () => {
    const { shop, holder } = await onPro();
    const { person } = holder;
    await person.open(`${holder.plan}/cancel`);
    await person.press('Cancel plan');
    await person.press('Resume plan');
    expect(person.page.html).toContain('Your plan goes on as before.');
    await stage.forward(shop, 32);
    await stage.readAgain(shop);
    expect(await stage.call(shop, holder)).toMatchObject({ tier: 'pro', subscription: 'active' });
    expect(await stage.invoiced(shop)).toEqual([900, 900]);
  });

  it('does one thing for two clicks', async () => {
    const { shop, holder } = await onPro();
    await holder.person.open(`${holder.plan}/cancel`);
    const other = holder.person.tab();
    await other.open(`${holder.plan}/cancel`);
    await Promise.all([holder.person.press('Cancel plan'), other.press('Cancel plan')]);
    for (const { page } of [holder.person, other]) expect(page.html).toContain('Your plan is cancelled.');
    expect((await stage.subscription(shop)).cancel_at_period_end).toBe(true);
  });

  it('follows what is cancelled on Stripe’s own page', async () => {
    const { shop, holder } = await onPro();
    const { access } = shop;
    await access.client.subscriptions.update((await stage.subscription(shop)).id, { cancel_at_period_end: true }, access.options);
    await stage.readAgain(shop);
    expect((await holder.person.open(holder.account)).page.html).toContain('Cancelled. It ends on');
  });

  it('says since when a payment is overdue and what to do, and goes on once another card is given', async () => {
    const { shop, pro } = await withPro();
    const holder = await stage.holder(shop, pro.month, CARDS.failsLater);
    await stage.forward(shop, 32);
    await stage.readAgain(shop);
    const { person, account } = holder;
    await person.open(account);
    expect(person.page.html).toContain('A payment has been overdue since');
    expect(person.page.html).toContain('to use another card');
    await stage.useCard(shop, holder, CARDS.good);
    await stage.readAgain(shop);
    expect((await person.open(account)).page.html).toContain('Renews on');
  });

  it('opens Stripe’s page for the own customer only, with one configuration for the account', async () => {
    const { shop, pro, holder } = await onPro();
    const other = await stage.holder(shop, pro.month);
    const opened: string[] = [];
    for (const { person, account } of [holder, other, holder]) {
      await person.open(account);
      await person.press('Payment and invoices');
      const page = await stage.sandbox.get(new URL(person.leftTo ?? person.trail[0] ?? 'none:').pathname);
      opened.push(await page.text());
    }
    for (const html of opened) expect(html.match(/<h2>Pro<\/h2>/g)).toHaveLength(1);
    const [row] = await stage.api.database.query<{ id: string }>(
      'SELECT portal_configuration_id AS id FROM stripe_connections WHERE workspace_id = $1',
      [shop.workspaceId],
    );
    expect(row?.id).toMatch(/^bpc_/);
  });

  it('counts use over the month that Stripe bills, where what goes beyond the quota is charged: as the call is told', async () => {
    const { database, clock } = stage.api;
    // The middle of a month, so that the calendar's and the billed one are told apart.
    clock.set(new Date(Date.UTC(clock.now().getUTCFullYear(), clock.now().getUTCMonth() + 1, 15, 12)));
    const { shop, pro, holder } = await onPro();
    const day = (n: number): Date => new Date(clock.now().getTime() + n * 86_400_000);
    const [place] = await database
      .query<{ id: string; subscriberId: string; accountId: string }>(
        `UPDATE subscriptions SET period_starts_at = $2, period_ends_at = $3 WHERE gpt_id = $1
       RETURNING id, subscriber_id AS "subscriberId", stripe_account_id AS "accountId"`,
        [shop.gptId, day(-2), day(28)],
      )
      .then((rows) => rows.flat());
    if (place === undefined) throw new Error('no place');
    const overage = newId('ovp');
    await database.query(`UPDATE tiers SET overage_unit_amount = '2', overage_since = $2 WHERE id = $1`, [pro.tierId, day(-9)]);
    await database.query(
      `INSERT INTO overage_prices (workspace_id, id, gpt_id, tier_id, unit_amount, currency, "interval", event_name, stripe_account_id, stripe_meter_id, stripe_price_id, created_at)
       VALUES ($1, $2, $3, $4, '2', 'eur', 'month', 'calls', $5, 'mtr_x', 'price_x', now())`,
      [shop.workspaceId, overage, shop.gptId, pro.tierId, place.accountId],
    );
    await database.query('UPDATE subscriptions SET overage_price_id = $2 WHERE id = $1', [place.id, overage]);
    const caller = { workspaceId: shop.workspaceId, gptId: shop.gptId, subscriberId: place.subscriberId };
    for (const [at, cost] of [
      [-3, 50],
      [-1, 70],
    ] as const)
      await seedUsage(database, { ...caller, hour: day(at).toISOString(), action: 'list', calls: 5, cost });
    const { page } = await holder.person.open(`${holder.account}/gpts/${shop.gptId}`);
    expect(page.html).toContain('70 of 1,000 used');
    const resets = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' }).format(day(28));
    expect(page.html).toContain(resets);
    const { quota } = await stage.call(shop, holder);
    expect(quota?.resets_at.slice(0, 10)).toBe(day(28).toISOString().slice(0, 10));
  });

  it('is nobody else’s: another GPT’s, another workspace’s and a missing one answer alike', async () => {
    const { shop, holder } = await onPro();
    const rival = await onPro();
    const visitor = await stage.visitor(shop);
    const csrf = /name="csrf" value="([^"]*)"/.exec((await holder.person.open(holder.account)).page.html)?.[1] ?? '';
    const missing = `${holder.account}/gpts/gpt_00000000000000000000000000/plan`;
    const foreign = `${holder.account}/gpts/${rival.shop.gptId}/plan`;
    for (const plan of [missing, foreign, `${holder.account}/gpts/nonsense/plan`, `${holder.account}/gpts/%00/plan`]) {
      for (const path of ['', '/cancel']) {
        await holder.person.open(`${plan}${path}`);
        expect([plan, path, holder.person.page.status]).toEqual([plan, path, 404]);
      }
      for (const path of ['/cancel', '/resume', '/keep', '/payment']) {
        await holder.person.post(`${plan}${path}`, { csrf });
        expect([plan, path, holder.person.page.status]).toEqual([plan, path, 404]);
      }
    }
    // Somebody of the same GPT who pays for nothing.
    await visitor.person.open(visitor.account);
    const theirs = /name="csrf" value="([^"]*)"/.exec(visitor.person.page.html)?.[1] ?? '';
    for (const path of ['/cancel', '/resume', '/keep', '/payment']) {
      await visitor.person.post(`${visitor.plan}${path}`, { csrf: theirs });
      expect([path, visitor.person.page.status]).toEqual([path, 404]);
      await holder.person.post(`${holder.plan}${path}`, { csrf: theirs });
      expect([path, holder.person.page.status]).toEqual([path, 403]);
    }
    for (const { shop: of } of [{ shop }, rival]) expect((await stage.subscription(of)).cancel_at_period_end).toBe(false);
  });
});
