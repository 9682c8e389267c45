import { seedBuyer } from '@gatehouse/testing';
import { type BillingStage, startBillingStage } from '../../test/billing-stage';
import { SyncSubscriptions } from './sync-subscriptions.job';

const HOUR = 3_600;

describe('an account that refuses us', () => {
  let stage: BillingStage;
  let job: SyncSubscriptions;

  beforeAll(async () => {
    stage = await startBillingStage();
    const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
    job = new SyncSubscriptions(stage.database, stage.places, logger as never);
  });
  afterAll(() => stage.stop());

  it('is borne with for a day, then its people are served what they paid for and the grace; all is well again once it answers', async () => {
    const access = await stage.open();
    const buyer = await seedBuyer(stage.test, { sandbox: stage.sandbox, access });
    const found = async () => {
      const [row] = await stage.test.query<{ served: Date | null; bound: Date; refused: Date | null }>(
        `SELECT p.served_until AS served, p.period_ends_at + make_interval(days => w.past_due_grace_days) AS bound, c.refused_since AS refused
           FROM subscriptions p JOIN workspaces w ON w.id = p.workspace_id JOIN stripe_connections c ON c.workspace_id = p.workspace_id
          WHERE p.id = $1`,
        [buyer.placeId],
      );
      return row;
    };
    /** Its access taken back, and given again. */
    const refuse = (refuses: boolean) =>
      stage.test.query(
        `WITH it AS (UPDATE stripe_connections SET stripe_account_id = $2 WHERE workspace_id = $1)
         UPDATE subscriptions SET stripe_account_id = $2 WHERE workspace_id = $1`,
        [buyer.workspaceId, refuses ? 'acct_none' : access.accountId],
      );
    await job.run();
    expect(await found()).toMatchObject({ served: null, refused: null });
    await refuse(true);
    await job.run();
    expect(await found()).toMatchObject({ served: null, refused: stage.clock.now() });
    stage.clock.advance(23 * HOUR);
    await job.run();
    expect(await found()).toMatchObject({ served: null });
    stage.clock.advance(2 * HOUR);
    await job.run();
    const bounded = await found();
    expect(bounded?.served).toEqual(bounded?.bound);
    await refuse(false);
    await job.run();
    expect(await found()).toMatchObject({ served: null, refused: null });
  });
});
