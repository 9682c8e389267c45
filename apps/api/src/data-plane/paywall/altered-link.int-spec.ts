import { type PlanStage, startPlanStage } from '../../../test/plan-stage';

jest.setTimeout(180_000);

/** A link of ours with something behind it: in a browser without a session the address goes into the sign-in, and is gone to after it. */
describe('a link to the tiers that was altered', () => {
  let stage: PlanStage;
  beforeAll(async () => {
    stage = await startPlanStage();
  });
  afterAll(() => stage.stop());

  it.each(['.%00', '.%2F..%2F..%2F..%2F..%2Fother', '.x', '.', '%20', '.%0d%0aX:1', '=', '%2Fother'])(
    'is no link any more, and leads nowhere: %s',
    async (more) => {
      const shop = await stage.shop();
      await stage.sell(shop, 'Pro');
      const { person, plan } = await stage.visitor(shop);
      await person.open(plan);
      const link = person.page.path;
      expect(link).toContain('/upgrade/');
      const elsewhere = stage.person();
      await elsewhere.open(link);
      expect([elsewhere.page.status, elsewhere.page.path]).toEqual([200, expect.stringContaining('/sign-in/')]);
      const other = stage.person();
      await other.open(link + more);
      expect([other.page.status, other.trail.filter((path) => path.includes('/sign-in/'))]).toEqual([404, []]);
    },
  );
});
