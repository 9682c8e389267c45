import { type PlanHolder, type PlanStage, startPlanStage, type Verified } from '../../../test/plan-stage';
import type { Shop, SoldTier } from '../../../test/paywall-stage';

/** Plans whose calls beyond the quota are billed, changed while the worker that brings metered prices to Stripe has not run yet. */
describe('a change of a plan with overage', () => {
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

  /** Basic with one call a month and Max with four; what goes beyond is billed. Somebody bought Basic, with its metered price. */
  async function onBasic(): Promise<Stand> {
    const shop = await stage.shop();
    const basic = await stage.sell(shop, 'Basic', { amount: 900, quota: 1 });
    const max = await stage.sell(shop, 'Max', { amount: 3000, quota: 4 });
    const sql = `UPDATE tiers SET overage_unit_amount = '2', overage_since = date_trunc('second', now()), quota_months = 'subscription_month' WHERE id = ANY ($1)`;
    await stage.api.database.query(sql, [[basic.tierId, max.tierId]]);
    return { shop, basic, max, holder: await stage.holder(shop, basic.month) };
  }

  async function calls({ shop, holder }: Stand, count: number): Promise<Verified[]> {
    const answers: Verified[] = [];
    for (let n = 0; n < count; n += 1) answers.push(await stage.call(shop, holder));
    return answers;
  }

  async function change({ holder: { person, plan } }: Stand, price: string): Promise<void> {
    await person.open(`${plan}/change?price=${price}`);
    await person.press('(?:Pay [^<]* and change|Change plan)');
    expect(person.page.html).toContain('Your plan is changed.');
  }

  const offered = async ({ holder: { person, plan } }: Stand): Promise<string[]> => {
    await person.open(plan);
    return [...person.page.html.matchAll(/<button[^>]*value="(prc_[^"]*)"/g)].map(([, id]) => id ?? '');
  };

  it('admits nothing beyond the new quota by the metered price of the old tier: nobody could be billed for it', async () => {
    const stand = await onBasic();
    // The second lies beyond Basic's quota, and is billed.
    expect((await calls(stand, 2)).map(({ error }) => error)).toEqual([undefined, undefined]);
    await change(stand, stand.max.month);
    const answers = await calls(stand, 3);
    // The month goes on: two of the four were used on Basic.
    expect(answers.map(({ tier, error }) => error ?? tier)).toEqual(['max', 'max', 'quota_exceeded']);
  });

  it('offers no year where Stripe bills by a meter already, though the worker has not noted it yet', async () => {
    const stand = await onBasic();
    const { shop, holder, max } = stand;
    // As it stands between the worker's word to Stripe and its note.
    await stage.api.database.query('UPDATE subscriptions SET overage_price_id = NULL WHERE gpt_id = $1', [shop.gptId]);
    expect(await offered(stand)).toEqual([max.month]);
    await holder.person.open(`${holder.plan}/change?price=${max.year}`);
    expect(holder.person.page.html).toContain('You are on the Basic plan.');
    expect(holder.person.page.html).not.toContain('has changed in the meantime');
  });

  it('offers the year where nothing is billed by a meter any more, though the worker has not noted it yet', async () => {
    const stand = await onBasic();
    const { client, options } = stand.shop.access;
    const { id, items } = await stage.subscription(stand.shop);
    const metered = items.data.find(({ price }) => price.recurring?.usage_type === 'metered');
    if (metered === undefined) throw new Error('it was sold without its metered price');
    await client.subscriptions.update(id, { items: [{ id: metered.id, deleted: true }], proration_behavior: 'none' }, options);
    expect(await offered(stand)).toEqual(expect.arrayContaining([stand.max.year]));
    await change(stand, stand.max.year);
    expect(await stage.call(stand.shop, stand.holder)).toMatchObject({ tier: 'max' });
  });
});
