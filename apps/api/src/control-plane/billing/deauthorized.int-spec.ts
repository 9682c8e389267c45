import { newId } from '@gatehouse/platform';
import { stripeCourier } from '../../../test/stripe-courier';
import { startStripeStage, type StripeStage } from '../../../test/stripe-stage';
import type { Creator } from '../../../test/test-members';

jest.setTimeout(180_000);

/** The creator takes the platform's access to their account away, on Stripe's own pages. */
describe('an account that is taken away at Stripe', () => {
  let stage: StripeStage;
  let creator: Creator & { accountId: string };
  beforeAll(async () => {
    stage = await startStripeStage({ isTold: false });
    creator = await stage.creator('leaves');
  });
  afterAll(() => stage.stop());

  const deauthorized = (at: Date, id = `evt_${newId('stc')}`): object => ({
    ...{ id, object: 'event', type: 'account.application.deauthorized', livemode: false, account: creator.accountId },
    ...{ created: Math.floor(at.getTime() / 1_000), data: { object: { id: 'ca_1', object: 'application' } } },
  });
  async function connected(): Promise<{ account_id: string; connected_at: string } | null> {
    const answer = await creator.browser.get(`${creator.base}/billing/connection`);
    expect(answer.status).toBe(200);
    return answer.body.connection;
  }
  async function tell(event: object): Promise<void> {
    expect((await stripeCourier(stage).deliver(event)).status).toBe(200);
  }
  const noted = (id: string) => stage.api.database.query('SELECT outcome, holder_id FROM stripe_events WHERE id = $1', [id]);

  it('stays connected when that is told late, and it was connected again since', async () => {
    const before = await connected();
    const earlier = new Date(Date.parse(before?.connected_at ?? '') - 7_200_000);
    await tell(deauthorized(earlier, 'evt_late'));
    expect(await connected()).toEqual(before);
    expect(await noted('evt_late')).toEqual([{ outcome: 'ignored', holder_id: creator.workspaceId }]);
  });

  it('is left as it was where the event cannot be noted with it, and ends when that is told again', async () => {
    const before = await connected();
    const { database } = stage.api;
    await database.query(`ALTER TABLE stripe_events ADD CONSTRAINT no_room CHECK (id <> 'evt_broken')`);
    const event = deauthorized(new Date(), 'evt_broken');
    expect((await stripeCourier(stage).deliver(event)).status).toBe(503);
    expect(await connected()).toEqual(before);
    await database.query('ALTER TABLE stripe_events DROP CONSTRAINT no_room');
    await tell(event);
    expect([await connected(), await noted('evt_broken')]).toEqual([
      null,
      [{ outcome: 'applied', holder_id: creator.workspaceId }],
    ]);
  });
});
