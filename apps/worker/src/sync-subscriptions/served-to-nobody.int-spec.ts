import type { StripeAccess } from '@gatehouse/platform';
import { seedBuyer, type SeededBuyer } from '@gatehouse/testing';
import { type BillingStage, startBillingStage } from '../../test/billing-stage';
import { mayNotCancel } from '../../test/may-not-cancel';

/** Paid in a Checkout of another tab, while the person was being erased; no event ever came. */
describe('what was bought by somebody who is gone', () => {
  let stage: BillingStage;
  let access: StripeAccess;
  let ada: SeededBuyer;

  beforeAll(async () => void (stage = await startBillingStage()));
  afterAll(() => stage.stop());
  afterEach(() => jest.restoreAllMocks());
  beforeEach(async () => {
    access = await stage.open();
    ada = await seedBuyer(stage.test, { sandbox: stage.sandbox, access });
  });

  const leave = () => stage.test.query('DELETE FROM subscribers WHERE id = $1', [ada.subscriberId]);
  async function erase(since: string): Promise<void> {
    await leave();
    await stage.test.query(`INSERT INTO erased_subscribers (workspace_id, id, erased_at) VALUES ($1, $2, now() - $3::interval)`, [
      ...[ada.workspaceId, ada.subscriberId, since],
    ]);
  }
  const atStripe = async (): Promise<string> =>
    (await access.client.subscriptions.retrieve(ada.stripeSubscriptionId, {}, access.options)).status;
  const givenBack = async (): Promise<number[]> =>
    (await access.client.charges.list({ customer: ada.customerId }, access.options)).data.map((one) => one.amount_refunded);
  const told = () =>
    stage.test.query<{ target_id: string; changes: object }>(
      `SELECT target_id, changes FROM audit_events WHERE workspace_id = $1 AND action = 'purchase.undone'`,
      [ada.workspaceId],
    );

  it('is ended and given back by the sync, and the creator is told once', async () => {
    await erase('1 minute');
    await stage.places.syncAll(ada.workspaceId);
    expect([await atStripe(), await givenBack()]).toEqual(['canceled', [1_000]]);
    await stage.places.syncAll(ada.workspaceId);
    expect(await told()).toEqual([
      {
        target_id: ada.stripeSubscriptionId,
        changes: { given_back: { from: null, to: '€10' }, why: { from: null, to: 'subscriber_erased' } },
      },
    ]);
  });

  it('is told with all that was given back, also where it could be ended only later', async () => {
    await erase('1 minute');
    await mayNotCancel(stage, access);
    await stage.places.syncAll(ada.workspaceId);
    expect([await atStripe(), await givenBack(), await told()]).toEqual(['active', [1_000], []]);
    jest.restoreAllMocks();
    await stage.places.syncAll(ada.workspaceId);
    expect(await atStripe()).toBe('canceled');
    expect((await told()).map(({ changes }) => changes)).toEqual([
      expect.objectContaining({ given_back: { from: null, to: '€10' } }),
    ]);
  });

  it('is given back once where many events tell of it at the same moment', async () => {
    await erase('1 minute');
    await Promise.all([1, 2, 3, 4].map(() => stage.places.syncSubscription(ada.workspaceId, ada.stripeSubscriptionId)));
    expect([await atStripe(), await givenBack()]).toEqual(['canceled', [1_000]]);
    expect((await told()).map(({ changes }) => changes)).toEqual([
      expect.objectContaining({ given_back: { from: null, to: '€10' } }),
    ]);
  });

  it('is ended by a single reading as well, as an event has it', async () => {
    await erase('1 minute');
    expect(await stage.places.syncSubscription(ada.workspaceId, ada.stripeSubscriptionId)).toBe('not_ours');
    expect([await atStripe(), await givenBack()]).toEqual(['canceled', [1_000]]);
  });

  it('is not charged again where it is found late, and only what was paid since they are gone is given back', async () => {
    await stage.sandbox.advance(access.accountId, 32 * 86_400);
    expect(await givenBack()).toEqual([0, 0]);
    await erase('-2 days');
    await stage.places.syncAll(ada.workspaceId);
    expect([await atStripe(), await givenBack()]).toEqual(['canceled', [1_000, 0]]);
  });

  it('runs on where the person is only missing, as after an old backup was restored', async () => {
    await leave();
    await stage.places.syncAll(ada.workspaceId);
    expect([await atStripe(), await givenBack(), await told()]).toEqual(['active', [0], []]);
  });

  it('runs on where another workspace sold it through the same account', async () => {
    const other = await seedBuyer(stage.test, { sandbox: stage.sandbox, access });
    await stage.test.query(`INSERT INTO erased_subscribers (workspace_id, id, erased_at) VALUES ($1, $2, now())`, [
      ...[other.workspaceId, ada.subscriberId],
    ]);
    await stage.places.syncAll(other.workspaceId);
    expect(await atStripe()).toBe('active');
  });
});
