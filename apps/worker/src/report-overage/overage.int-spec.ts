import { limitsFor } from '@gatehouse/core';
import { OverageCatalogue, overageReportRepository, principalRepository, sha256, type StripeAccess } from '@gatehouse/platform';
import { seedBuyer, type SeededBuyer, seedUsage, TestClock } from '@gatehouse/testing';
import { type BillingStage, startBillingStage } from '../../test/billing-stage';
import { OverageSender } from './overage-sender';
import { Overage } from './overage.service';

const DAY_S = 86_400;

describe('reporting overage', () => {
  let stage: BillingStage;
  let access: StripeAccess;
  let ada: SeededBuyer;

  beforeAll(async () => {
    stage = await startBillingStage();
  });
  afterAll(() => stage.stop());

  beforeEach(async () => {
    access = await stage.open();
    ada = await seedBuyer(stage.test, { sandbox: stage.sandbox, access, quotaPerMonth: 100 });
    await charge(ada, '2');
    await sync(ada);
    // The hour that is used in below is none of before the purchase, whenever this is run.
    stage.clock.set(new Date());
  });

  const sync = (buyer: SeededBuyer) => stage.places.syncSubscription(buyer.workspaceId, buyer.stripeSubscriptionId);
  const charge = (buyer: SeededBuyer, unitAmount: string | null) =>
    stage.test.query(
      `UPDATE tiers SET overage_unit_amount = $3, overage_since = '2026-01-01T00:00:00Z' WHERE workspace_id = $1 AND id = $2`,
      [...[buyer.workspaceId, buyer.tierId, unitAmount]],
    );
  const overage = (at = stage.clock) =>
    new Overage(stage.database, new OverageCatalogue(stage.database, stage.fence, at), new OverageSender(stage.database, at), at);
  const run = (at = stage.clock) => overage(at).run(ada.workspaceId, access);

  async function use(units: number, at = stage.clock.now(), tier = 'pro'): Promise<void> {
    const { workspaceId, gptId, subscriberId, tierId } = ada;
    const hour = new Date(Math.floor(at.getTime() / 3_600_000) * 3_600_000).toISOString();
    const key = tier === 'pro' ? `pro-${tierId.slice(-6)}` : tier;
    await seedUsage(stage.test, { workspaceId, gptId, subscriberId, hour, tier: key, calls: units });
  }

  const principal = () =>
    stage.database.inWorkspace(ada.workspaceId, (tx) =>
      principalRepository.findByAccessToken(tx, sha256(ada.token), stage.clock.now()),
    );
  const reports = () =>
    stage.test.query<{ units: string; sequence: number; sent: boolean }>(
      'SELECT units, sequence, sent_at IS NOT NULL AS sent FROM overage_reports WHERE workspace_id = $1 ORDER BY created_at, sequence',
      [ada.workspaceId],
    );
  const subscription = () => access.client.subscriptions.retrieve(ada.stripeSubscriptionId, {}, access.options);

  async function counted(): Promise<number> {
    const meters = await access.client.billing.meters.list({}, access.options);
    let sum = 0;
    for (const { id } of meters.data) {
      const time = { start_time: 0, end_time: 60 * Math.ceil(stage.clock.now().getTime() / 60_000 + 200 * 1440) };
      const { data } = await access.client.billing.meters.listEventSummaries(
        id,
        { customer: ada.customerId, ...time },
        access.options,
      );
      sum += data.reduce((all, one) => all + one.aggregated_value, 0);
    }
    return sum;
  }

  it('opens the wall only once Stripe can bill what goes beyond it, and says what is included', async () => {
    const call = { action: '*', cost: null, requiredScopes: [], peek: false, idempotencyKey: null, stranger: null };
    const quota = async () => {
      const caller = await principal();
      return caller === null ? null : limitsFor(caller, call, stage.clock.now()).quota;
    };
    expect(await quota()).toMatchObject({ limit: 100 });
    await run();
    expect(await quota()).toMatchObject({ limit: null, included: 100 });
    expect((await subscription()).items.data.map(({ price }) => price.recurring?.usage_type)).toEqual(['licensed', 'metered']);
    await stage.test.query(`UPDATE subscriptions SET status = 'past_due' WHERE workspace_id = $1`, [ada.workspaceId]);
    expect(await quota()).toMatchObject({ limit: 100 });
  });

  it('bills what was used beyond the quota, to the unit, on the invoice of its period', async () => {
    await run();
    await use(100);
    expect(await run()).toMatchObject({ written: 0 });
    await use(21);
    expect(await run()).toEqual({ written: 21, sent: 21, refused: 0 });
    expect(await run()).toEqual({ written: 0, sent: 0, refused: 0 });
    await stage.sandbox.advance(ada.accountId, 32 * DAY_S);
    const { latest_invoice: id } = await subscription();
    const invoice = await access.client.invoices.retrieve(typeof id === 'string' ? id : (id?.id ?? ''), {}, access.options);
    expect(invoice.total).toBe(1_000 + 42);
  });

  it('bills fractions of a cent, which add up before they are rounded', async () => {
    await charge(ada, '0.25');
    await run();
    await use(107);
    await run();
    await stage.sandbox.advance(ada.accountId, 32 * DAY_S);
    const { latest_invoice: id } = await subscription();
    const invoice = await access.client.invoices.retrieve(typeof id === 'string' ? id : (id?.id ?? ''), {}, access.options);
    expect(invoice.total).toBe(1_000 + 2);
  });

  it('counts what came late, once, and nothing that was used on another tier', async () => {
    await run();
    await use(150);
    await use(500, stage.clock.now(), 'free');
    await run();
    await use(5, new Date(stage.clock.now().getTime()));
    await run();
    expect(await counted()).toBe(55);
    expect((await reports()).map(({ units, sequence }) => [Number(units), sequence])).toEqual([
      [50, 1],
      [5, 2],
    ]);
  });

  it('reports once, however many report at the same time', async () => {
    await run();
    await use(180);
    await Promise.all([run(), run(), run()]);
    await run();
    expect(await counted()).toBe(80);
  });

  it('counts once, wherever it dies', async () => {
    await run();
    await use(130);
    // Written down, not told.
    jest.spyOn(OverageSender.prototype, 'send').mockRejectedValueOnce(new Error('killed'));
    await expect(run()).rejects.toThrow('killed');
    // Told, and not noted as told.
    jest.restoreAllMocks();
    const original = overageReportRepository.update.bind(overageReportRepository);
    jest
      .spyOn(overageReportRepository, 'update')
      .mockImplementation((tx, report, change) =>
        change.sentAt instanceof Date ? Promise.reject(new Error('killed')) : original(tx, report, change),
      );
    await expect(run()).rejects.toThrow('killed');
    expect([await counted(), (await reports()).map(({ sent }) => sent)]).toEqual([30, [false]]);
    jest.restoreAllMocks();
    await run();
    expect([await counted(), (await reports()).map(({ sent }) => sent)]).toEqual([30, [true]]);
  });

  it('asks the meter before it tells again what Stripe may have forgotten the name of', async () => {
    await run();
    await use(130);
    await run();
    // The answer was lost, and so was Stripe's memory of the identifier.
    await stage.test.query(`UPDATE overage_reports SET sent_at = NULL, identifier = 'forgotten' WHERE workspace_id = $1`, [
      ada.workspaceId,
    ]);
    const later = new TestClock(new Date(stage.clock.now().getTime() + 24 * 3_600_000));
    await run(later);
    expect([await counted(), (await reports()).map(({ sent }) => sent)]).toEqual([30, [true]]);
  });

  it('keeps an allowance for the month in which it is lowered', async () => {
    await run();
    await use(90);
    await stage.test.query('UPDATE tiers SET quota_per_month = 10 WHERE workspace_id = $1 AND id = $2', [
      ada.workspaceId,
      ada.tierId,
    ]);
    await run();
    expect(await counted()).toBe(0);
  });

  it('lets nobody pay more in a month that they bought before there was overage', async () => {
    await stage.test.query(`UPDATE tiers SET overage_since = now() + interval '1 hour' WHERE workspace_id = $1 AND id = $2`, [
      ...[ada.workspaceId, ada.tierId],
    ]);
    await run();
    expect((await principal())?.billedPeriod).toBeNull();
    expect((await subscription()).items.data).toHaveLength(1);
  });

  it('closes the wall when overage ends, and bills what was used until then', async () => {
    await run();
    await use(110);
    await charge(ada, null);
    await use(3);
    await run();
    expect((await principal())?.billedPeriod).toBeNull();
    expect(await counted()).toBe(13);
  });

  it('bills what was used in the moments before an upgrade, which the old metered price stays for', async () => {
    await run();
    await use(121);
    const bo = await seedBuyer(stage.test, { sandbox: stage.sandbox, access, beside: ada, amount: 5_000 });
    const base = (await subscription()).items.data.find(({ price }) => price.recurring?.usage_type === 'licensed');
    const items = [{ id: base?.id ?? '', price: bo.stripePriceId }];
    await access.client.subscriptions.update(ada.stripeSubscriptionId, { items, proration_behavior: 'none' }, access.options);
    await sync(ada);
    expect(await run()).toEqual({ written: 21, sent: 21, refused: 0 });
    await stage.sandbox.advance(ada.accountId, 32 * DAY_S);
    const { latest_invoice: id } = await subscription();
    const invoice = await access.client.invoices.retrieve(typeof id === 'string' ? id : (id?.id ?? ''), {}, access.options);
    expect(invoice.total).toBe(5_000 + 42);
  });

  it('goes on with the others when Stripe refuses one, and tells of it', async () => {
    await run();
    await use(110);
    jest.spyOn(OverageSender.prototype, 'send').mockResolvedValueOnce({ units: 0, refused: 0 });
    await run();
    jest.restoreAllMocks();
    // It was about to be told long ago, under a moment that is too old by now.
    await stage.test.query(
      `UPDATE overage_reports SET first_attempt_at = now(), billed_at = now() - interval '40 days' WHERE workspace_id = $1`,
      [ada.workspaceId],
    );
    expect(await run()).toMatchObject({ refused: 1, sent: 0 });
    const [row] = await stage.test.query<{ refusal: string }>('SELECT refusal FROM overage_reports WHERE workspace_id = $1', [
      ada.workspaceId,
    ]);
    // The kind and what it is about: the words, which may name somebody, are Stripe's to keep.
    expect(row?.refusal).toMatch(/^[a-zA-Z_]+(, [a-z_[\]]+)?(, req_\w+)?$/);
  });

  it('is held up neither by what Stripe refuses again and again, nor by what another account is to be told', async () => {
    await run();
    await use(101);
    await run();
    const stuck = (account: string, refusal: string | null) =>
      stage.test.query(
        `WITH p AS (
           INSERT INTO overage_periods
             SELECT (o).* FROM (SELECT jsonb_populate_record(o, jsonb_build_object('id', 'ovm_' || $2, 'stripe_account_id', $2::text,
                                                             'stripe_customer_id', 'cus_gone', 'starts_at', o.starts_at - $4 * interval '1 year',
                                                             'ends_at', o.starts_at - $4 * interval '1 year' + interval '1 day')) AS o
                                  FROM overage_periods o WHERE o.workspace_id = $1 AND o.id NOT LIKE 'ovm\\_acct%') x
           RETURNING workspace_id, id)
         INSERT INTO overage_reports (workspace_id, period_id, sequence, units, identifier, billed_at, created_at, first_attempt_at, refusal)
           SELECT p.workspace_id, p.id, n, 1, p.id || n, now() - interval '40 days', now() - interval '1 hour', now(), $3 FROM p, generate_series(1, 200) n`,
        [ada.workspaceId, account, refusal, refusal === null ? 1 : 2],
      );
    await stuck('acct_before', null);
    await stuck(access.accountId, 'No such customer');
    await use(50);
    await run();
    expect((await reports()).at(-1)).toMatchObject({ units: '50', sent: true });
  });
});
