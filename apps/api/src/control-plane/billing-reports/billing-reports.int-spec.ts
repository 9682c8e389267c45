import { newId } from '@gatehouse/platform';
import { startTestApi, type TestApi } from '../../../test/test-api';
import { type Creator, createCreator } from '../../../test/test-members';

describe('the revenue of a workspace', () => {
  let api: TestApi;
  let creator: Creator;
  let other: Creator;
  let tiers: string;
  let pro: { id: string };

  beforeAll(async () => {
    api = await startTestApi();
    creator = await createCreator(api, 'acme');
    other = await createCreator(api, 'other');
    const gpt = (await creator.browser.post(`${creator.base}/gpts`, { name: '=Foods' })).body;
    tiers = `${creator.base}/gpts/${gpt.id}/tiers`;
    const price = { amount: 500, currency: 'eur', interval: 'month' };
    pro = (await creator.browser.post(tiers, { key: 'pro', name: '=Pro', quota_per_month: 100, price })).body;
    const [{ workspace_id: workspaceId } = { workspace_id: '' }] = await api.database.query<{ workspace_id: string }>(
      'SELECT workspace_id FROM tiers WHERE id = $1',
      [pro.id],
    );
    const change = (placeId: string, amount: number, currency: string, at: string, status = 'active') =>
      api.database.query(
        `INSERT INTO subscription_changes (workspace_id, id, gpt_id, subscription_id, tier_id, status, amount, currency, "interval", livemode, changed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'month', true, $9)`,
        [workspaceId, newId('chg'), gpt.id, placeId, pro.id, status, amount, currency, at],
      );
    await change('sub_1', 500, 'eur', '2026-09-10T00:00:00Z');
    await change('sub_1', 500, 'eur', '2026-10-10T00:00:00Z', 'canceled');
    await change('sub_2', 800, 'jpy', '2026-10-01T00:00:00Z');
    const pay = (amount: number, currency: string, refunded: number, at: string, back: object[] = []) =>
      api.database.query(
        `INSERT INTO payments (workspace_id, id, gpt_id, tier_id, stripe_account_id, stripe_subscription_id, stripe_invoice_id, amount, refunded,
                               currency, "interval", paid_at, period_starts_at, period_ends_at, given_back)
         VALUES ($1, $2, $3, $4, 'acct_1', 'sub_x', $2, $5, $6, $7, 'month', $8, $8, $8, $9)`,
        [workspaceId, newId('pay'), gpt.id, pro.id, amount, refunded, currency, at, JSON.stringify(back)],
      );
    const given = (amount: number, at: string): object => ({ id: `re_${amount}`, kind: 'refund', amount, at });
    const back = [given(70, '2026-09-30T23:59:59Z'), given(50, '2026-10-01T00:00:00Z')];
    await pay(500, 'eur', 120, '2026-09-10T00:00:00Z', back);
    await pay(800, 'jpy', 0, '2026-10-01T00:00:00Z');
    await api.database.query(
      `INSERT INTO billing_differences (workspace_id, id, kind, object_id, expected, found, currency, found_at, seen_at)
       VALUES ($1, $2, 'amount', 'in_1', '500 eur', '400 eur', 'eur', now(), now())`,
      [workspaceId, newId('dif')],
    );
  });
  afterAll(() => api.stop());

  const time = 'from=2026-09-01T00:00:00Z&to=2026-11-01T00:00:00Z';
  const report = (query: string, who = creator) => who.browser.get(`${who.base}/billing/reports?${query}`);

  it('is told by month, each currency by itself', async () => {
    const { body, status } = await report(`${time}&group_by=month`);
    expect(status).toBe(200);
    expect(body.data.map((row: { label: string }) => row.label)).toEqual(['2026-09', '2026-10']);
    expect(body.data[0].money).toEqual([
      expect.objectContaining({ currency: 'eur', gained: 500, mrr_end: 500, revenue: 500, refunds: 70 }),
    ]);
    expect(body.data[1].money).toEqual([
      expect.objectContaining({ currency: 'eur', churned: 500, mrr_end: 0, revenue: 0, refunds: 50 }),
      expect.objectContaining({ currency: 'jpy', gained: 800, mrr_end: 800, revenue: 800 }),
    ]);
    expect(body.data[1].people).toMatchObject({ paying_start: 1, ended: 1, started: 1, paying_end: 1 });
    expect(body.differences).toMatchObject([{ kind: 'amount', object_id: 'in_1', expected: '500 eur', found: '400 eur' }]);
  });

  it('is told by tier, with the names that people know', async () => {
    const { body } = await report(`${time}&group_by=tier`);
    expect(body.data).toMatchObject([{ key: pro.id, label: '=Pro', gpt: '=Foods' }]);
  });

  it('is told as CSV, in cells that no spreadsheet runs', async () => {
    const answer = await creator.browser.get(`${creator.base}/billing/reports/export.csv?${time}&group_by=tier`);
    const text = String(answer.text);
    expect(text.split('\r\n')[0]).toContain('key,name,gpt,currency,mrr_start');
    expect(text).toContain(`${pro.id},'=Pro,'=Foods,eur,0,500`);
  });

  it('is nobody else’s', async () => {
    const { body } = await report(`${time}&group_by=tier`, other);
    expect([body.data, body.total.money, body.differences]).toEqual([[], [], []]);
    expect((await other.browser.get(`${creator.base}/billing/reports?${time}`)).status).toBe(404);
  });

  it('covers whole months, a year of them when nothing is asked', async () => {
    const { body } = await report('');
    expect(body.data).toHaveLength(12);
    const bad = await report('from=2026-11-01T00:00:00Z&to=2026-10-01T00:00:00Z');
    expect([bad.status, bad.body.errors]).toEqual([422, [{ field: 'from', message: 'must be before `to`' }]]);
    expect((await report('from=0001-01-01T00:00:00Z')).status).toBe(422);
    expect((await report('group_by=year')).status).toBe(422);
  });

  describe('overage of a tier', () => {
    it('is set, told, and taken away', async () => {
      const overage = `${tiers}/${pro.id}/overage`;
      expect((await creator.browser.get(overage)).body).toEqual({
        unit_amount: null,
        currency: 'eur',
        included: 100,
        since: null,
      });
      const set = await creator.browser.put(overage, { unit_amount: '0.50' });
      expect(set.body).toEqual({ unit_amount: '0.5', currency: 'eur', included: 100, since: expect.any(String) });
      expect((await creator.browser.put(overage, { unit_amount: null })).body).toMatchObject({ unit_amount: null, since: null });
      for (const unit_amount of ['0', '-1', 'x', 5, '1.0000000000001', undefined])
        expect((await creator.browser.put(overage, { unit_amount })).status).toBe(422);
    });

    it('needs a price and a quota, and the tier of one’s own GPT', async () => {
      const free = (await creator.browser.get(tiers)).body.data[0];
      const answer = await creator.browser.put(`${tiers}/${free.id}/overage`, { unit_amount: '1' });
      expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([422, 'unit_amount']);
      expect((await other.browser.put(`${tiers}/${pro.id}/overage`, { unit_amount: '1' })).status).toBe(404);
      expect((await creator.browser.put(`${tiers}/${newId('tir')}/overage`, { unit_amount: '1' })).status).toBe(404);
    });
  });
});
