import { Database, priceTurnRepository } from '@gatehouse/platform';
import { type PlanHolder, type PlanStage, startPlanStage } from '../../../test/plan-stage';
import type { Shop, SoldTier } from '../../../test/paywall-stage';

/** Changes of plan that others come between, or that end half-way. */
describe('a change of plan in its turn', () => {
  let stage: PlanStage;
  let database: Database;
  beforeAll(async () => {
    stage = await startPlanStage();
    database = stage.api.app.get(Database, { strict: false });
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => stage.stop());

  interface Stand {
    readonly shop: Shop;
    readonly basic: SoldTier;
    readonly max: SoldTier;
    readonly holder: PlanHolder;
  }

  async function on(which: 'basic' | 'max'): Promise<Stand> {
    const shop = await stage.shop();
    const basic = await stage.sell(shop, 'Basic', { amount: 900 });
    const max = await stage.sell(shop, 'Max', { amount: 3000 });
    return { shop, basic, max, holder: await stage.holder(shop, { basic, max }[which].month) };
  }

  async function formFor({ holder: { person, plan } }: Stand, price: string): Promise<Record<string, string>> {
    await person.open(`${plan}/change?price=${price}`);
    const hidden = (name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(person.page.html)?.[1] ?? '';
    const form = Object.fromEntries(['csrf', 'price', 'at', 'due', 'quote'].map((name) => [name, hidden(name)]));
    if (form['quote'] === '') throw new Error(`no page to confirm: ${person.page.status}`);
    return form;
  }

  /** Until it has ended, or Postgres has it wait for a turn. */
  async function goneAsFarAsItCan(work: Promise<unknown>): Promise<void> {
    let hasEnded = false;
    void work.finally(() => (hasEnded = true)).catch(() => undefined);
    const waiting = `SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database
      WHERE d.datname = current_database() AND l.locktype = 'advisory' AND NOT l.granted`;
    while (!hasEnded && (await stage.api.database.query(waiting)).length === 0);
  }

  it('waits while the person is moved to another price, and charges nothing for what they did not see', async () => {
    const stand = await on('basic');
    const { shop, holder, max } = stand;
    const { person, plan } = holder;
    const form = await formFor(stand, max.month);
    const { id, items } = await stage.subscription(shop);
    const { client, options } = shop.access;
    const base = items.data[0];
    if (base === undefined || typeof base.price.product !== 'string') throw new Error('a subscription without a price');
    const dearer = await client.prices.create(
      { product: base.price.product, unit_amount: 1100, currency: 'eur', recurring: { interval: 'month' } },
      options,
    );
    let posted: Promise<unknown> = Promise.resolve();
    await database.inWorkspace(shop.workspaceId, async (tx) => {
      expect(await priceTurnRepository.takeForMove(tx, id)).toBe(true);
      posted = person.post(`${plan}/change`, form);
      await goneAsFarAsItCan(posted);
      await client.subscriptions.update(id, { items: [{ id: base.id, price: dearer.id }], proration_behavior: 'none' }, options);
    });
    await posted;
    expect(person.page.html).toContain('has changed in the meantime');
    expect((await stage.subscription(shop)).items.data.map(({ price }) => price.id)).toEqual([dearer.id]);
    expect(await stage.invoiced(shop)).toEqual([900]);
  });

  it('lets nobody move the person while Stripe is told of their own change', async () => {
    const stand = await on('basic');
    const { shop, holder, max } = stand;
    const form = await formFor(stand, max.month);
    const { id } = await stage.subscription(shop);
    const seen: boolean[] = [];
    const prototype = Object.getPrototypeOf(shop.access.client.subscriptions) as { update: (...args: unknown[]) => unknown };
    const { update } = prototype;
    jest.spyOn(prototype, 'update').mockImplementation(async function (this: unknown, ...args) {
      const answer = await (update.apply(this, args) as Promise<unknown>);
      seen.push(await database.inWorkspace(shop.workspaceId, (tx) => priceTurnRepository.takeForMove(tx, id)));
      return answer;
    });
    await holder.person.post(`${holder.plan}/change`, form);
    expect(holder.person.page.html).toContain('Your plan is changed.');
    expect(seen).toEqual([false]);
    expect(await database.inWorkspace(shop.workspaceId, (tx) => priceTurnRepository.takeForMove(tx, id))).toBe(true);
  });

  it('leaves nothing that was agreed on before, when it died between its two steps and is sent again', async () => {
    const stand = await on('max');
    const { shop, holder, basic } = stand;
    const { person, plan } = holder;
    await person.post(`${plan}/change`, await formFor(stand, basic.month));
    const ultra = await stage.sell(shop, 'Ultra', { amount: 9000 });
    const form = await formFor(stand, ultra.month);
    const schedules = Object.getPrototypeOf(shop.access.client.subscriptionSchedules) as { release: () => Promise<unknown> };
    jest.spyOn(schedules, 'release').mockRejectedValueOnce(new Error('killed'));
    await person.post(`${plan}/change`, form);
    expect(person.page.status).toBe(500);
    const half = await stage.subscription(shop);
    expect([half.items.data[0]?.price.unit_amount, half.schedule]).toEqual([9000, expect.anything()]);
    await person.post(`${plan}/change`, form);
    expect(person.page.html).toContain('Your plan is changed.');
    expect((await stage.subscription(shop)).schedule).toBeNull();
    await stage.forward(shop, 32);
    expect(await stage.invoiced(shop)).toEqual([3000, expect.any(Number), 9000]);
  });
});
