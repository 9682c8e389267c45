import { PaymentSync, type StripeAccess } from '@gatehouse/platform';
import { seedBuyer, type SeededBuyer } from '@gatehouse/testing';
import { type BillingStage, startBillingStage } from '../../test/billing-stage';
import { mayNotCancel } from '../../test/may-not-cancel';
import { BillingCheck } from './billing-check.service';

const DAY = 86_400;

/** A restricted key that may read all, and not cancel. */
describe('the comparison at night, where the account does not let what was given back be ended', () => {
  let stage: BillingStage;
  let access: StripeAccess;
  let check: BillingCheck;
  let ada: SeededBuyer;

  beforeAll(async () => {
    stage = await startBillingStage();
    check = new BillingCheck(stage.database, stage.fence, stage.places, new PaymentSync(stage.database), stage.clock);
  });
  afterAll(() => stage.stop());
  afterEach(() => jest.restoreAllMocks());

  beforeEach(async () => {
    access = await stage.open();
    ada = await seedBuyer(stage.test, { sandbox: stage.sandbox, access });
  });

  const run = () => check.run(ada.workspaceId, access);
  const books = () =>
    stage.test.query('SELECT refunded FROM payments WHERE workspace_id = $1 ORDER BY paid_at', [ada.workspaceId]);
  const connection = async () => {
    const sql = 'SELECT compared_at, ending_refused_since FROM stripe_connections WHERE workspace_id = $1';
    return (await stage.test.query(sql, [ada.workspaceId]))[0];
  };
  async function lastCharge(): Promise<string> {
    const { data } = await access.client.charges.list({ customer: ada.customerId }, access.options);
    expect(data[0]).toBeDefined();
    return data[0]?.id ?? '';
  }

  it('compares all the rest, tells of that one, and ends it in the first night in which it may', async () => {
    await stage.sandbox.advance(access.accountId, 32 * DAY);
    stage.clock.advance(32 * DAY);
    await access.client.refunds.create({ charge: await lastCharge() }, access.options);
    await mayNotCancel(stage, access);
    const finding = { kind: 'refund', expected: '1000', found: '0' };
    const refusedSince = stage.clock.now();
    expect(await run()).toMatchObject({ differences: [finding], fresh: [finding] });
    expect(await books()).toEqual([{ refunded: 0 }]);

    stage.clock.advance(DAY);
    expect(await run()).toMatchObject({ differences: [finding], fresh: [] });
    expect(await connection()).toEqual({ compared_at: stage.clock.now(), ending_refused_since: refusedSince });

    jest.restoreAllMocks();
    stage.clock.advance(DAY);
    expect(await run()).toMatchObject({ differences: [] });
    expect(await books()).toEqual([{ refunded: 0 }, { refunded: 1_000 }]);
    const { status } = await access.client.subscriptions.retrieve(ada.stripeSubscriptionId, {}, access.options);
    expect(status).toBe('canceled');
  });

  it('tells of a payment that is disputed', async () => {
    await run();
    const answer = await fetch(`${stage.sandbox.url}/dev/stripe/accounts/${access.accountId}`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ do: 'dispute', id: await lastCharge() }),
    });
    expect(answer.status).toBeLessThan(400);
    await mayNotCancel(stage, access);
    expect(await run()).toMatchObject({ differences: [{ kind: 'refund', expected: 'disputed', found: '0' }] });
  });

  it('goes to its end where an erased person would still be charged', async () => {
    await stage.test.query('DELETE FROM subscribers WHERE id = $1', [ada.subscriberId]);
    await stage.test.query('INSERT INTO erased_subscribers (workspace_id, id, erased_at) VALUES ($1, $2, now())', [
      ada.workspaceId,
      ada.subscriberId,
    ]);
    await mayNotCancel(stage, access);
    await run();
    const now = stage.clock.now();
    expect(await connection()).toEqual({ compared_at: now, ending_refused_since: now });
  });

  it('does not say that nothing may be ended where it is only a reading that the account refuses on the way', async () => {
    await run();
    await access.client.refunds.create({ charge: await lastCharge() }, access.options);
    await mayNotCancel(stage, access);
    const refusal: unknown = await access.client.subscriptions.cancel('sub_any').catch((error: unknown) => error);
    expect(refusal).toMatchObject({ statusCode: 403 });
    jest.restoreAllMocks();
    jest.spyOn(access.client.subscriptions, 'retrieve').mockRejectedValue(refusal);
    expect(await run()).toMatchObject({ differences: [{ kind: 'refund', expected: '1000', found: '0' }] });
    expect(await connection()).toMatchObject({ ending_refused_since: null });
  });
});
