import { startTestApi, type TestApi } from '../../../test/test-api';
import { type Creator, createCreator } from '../../../test/test-members';
import { addSubscriber } from '../../../test/test-tenant';

/** What Stripe told of two creators' accounts, as each of them reads it. */
describe('the log of Stripe’s events', () => {
  let api: TestApi;
  let creator: Creator;
  let rival: Creator;

  beforeAll(async () => {
    api = await startTestApi();
    creator = await createCreator(api, 'log');
    rival = await createCreator(api, 'rival');
    const add = (id: string, holder: string | null, outcome: string, second: number) =>
      api.database.query(
        `INSERT INTO stripe_events (id, stripe_account_id, holder_id, type, object_id, livemode, created_at, received_at, outcome, detail)
         VALUES ($1, 'acct_1', $2, 'invoice.paid', 'in_1', false, now(), $3, $4, 'What it changed')`,
        [id, holder, new Date(Date.UTC(2026, 10, 2, 9, 0, second)), outcome],
      );
    for (const [n, outcome] of ['applied', 'ignored', 'failed', 'applied', 'ignored', 'applied'].entries())
      await add(`evt_log${n}`, creator.workspaceId, outcome, n);
    await add('evt_rival', rival.workspaceId, 'failed', 9);
    await add('evt_nobody', null, 'failed', 9);
  });
  afterAll(() => api.stop());

  /** Somebody who bought this subscription. @returns their id */
  async function buyer({ browser, base, workspaceId }: Creator, email: string, subscription: string): Promise<string> {
    const gpt = await browser.post(`${base}/gpts`, { name: 'Sold' });
    expect(gpt.status).toBe(201);
    const id = await addSubscriber(api.database, workspaceId, gpt.body.id, { email });
    await api.database.query(
      `UPDATE subscriptions SET stripe_account_id = 'acct_1', stripe_subscription_id = $2 WHERE subscriber_id = $1`,
      [id, subscription],
    );
    return id;
  }

  interface Listed {
    id: string;
    subscriber: { id: string; email: string; name: string | null } | null;
  }
  const list = async (query: string): Promise<{ data: Listed[]; next_cursor: string | null }> =>
    (await creator.browser.get(`${creator.base}/billing/events?${query}`)).body;
  const ids = async (query: string): Promise<string[]> => (await list(query)).data.map(({ id }) => id);

  it.each([
    ['', ['evt_log5', 'evt_log4', 'evt_log3', 'evt_log2', 'evt_log1', 'evt_log0']],
    ['outcome=applied', ['evt_log5', 'evt_log3', 'evt_log0']],
    ['outcome=ignored', ['evt_log4', 'evt_log1']],
    ['outcome=failed', ['evt_log2']],
    ['outcome=not_ignored', ['evt_log5', 'evt_log3', 'evt_log2', 'evt_log0']],
    ['outcome=', ['evt_log5', 'evt_log4', 'evt_log3', 'evt_log2', 'evt_log1', 'evt_log0']],
  ])('filtered by %p has the own ones, the newest first', async (query, expected) => {
    expect(await ids(query)).toEqual(expected);
  });

  it('comes page by page within an outcome', async () => {
    const first = await list('outcome=applied&limit=2');
    expect(first.data.map(({ id }) => id)).toEqual(['evt_log5', 'evt_log3']);
    expect(await ids(`outcome=applied&limit=2&cursor=${first.next_cursor ?? ''}`)).toEqual(['evt_log0']);
  });

  it('names whose the subscription, the invoice or the customer is, and nobody of another workspace’s', async () => {
    const objects = { evt_log0: 'sub_log', evt_log1: 'cus_log', evt_log2: 'sub_rival', evt_log3: 'ch_log' };
    for (const [id, object] of Object.entries(objects))
      await api.database.query('UPDATE stripe_events SET object_id = $2 WHERE id = $1', [id, object]);
    const email = 'ada@example.com';
    const ada = await buyer(creator, email, 'sub_log');
    await buyer(rival, 'eve@example.com', 'sub_rival');
    await api.database.query(
      `INSERT INTO stripe_customers (workspace_id, stripe_account_id, subscriber_id, stripe_customer_id, created_at)
       VALUES ($1, 'acct_1', $2, 'cus_log', now())`,
      [creator.workspaceId, ada],
    );
    const { data } = await list('');
    const named = Object.fromEntries(data.map(({ id, subscriber }) => [id, subscriber?.email ?? null]));
    expect(named).toEqual({
      evt_log0: email,
      evt_log1: email,
      ...{ evt_log2: null, evt_log3: null, evt_log4: null, evt_log5: null },
    });
    expect(data.find(({ id }) => id === 'evt_log0')?.subscriber).toEqual({ id: ada, email, name: null });
  });

  it('refuses an outcome that there is not', async () => {
    const answer = await creator.browser.get(`${creator.base}/billing/events?outcome=lost`);
    expect([answer.status, answer.body.errors[0].field]).toEqual([422, 'outcome']);
  });

  it('replays nothing of another workspace’s, nor of nobody’s, as if there were none', async () => {
    for (const id of ['evt_rival', 'evt_nobody', 'evt_missing', 'nonsense'])
      expect((await creator.browser.post(`${creator.base}/billing/events/${id}/replay`)).status).toBe(404);
    const [row] = await api.database.query(`SELECT outcome, attempts FROM stripe_events WHERE id = 'evt_rival'`);
    expect(row).toEqual({ outcome: 'failed', attempts: 1 });
  });

  it('says so where nothing can be sold', async () => {
    expect((await creator.browser.post(`${creator.base}/billing/events/evt_log0/replay`)).status).toBe(409);
  });
});
