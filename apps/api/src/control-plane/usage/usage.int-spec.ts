import { newId } from '@gatehouse/platform';
import { seedUsage } from '@gatehouse/testing';
import { startTestApi, type TestApi } from '../../../test/test-api';
import { type Creator, createCreator } from '../../../test/test-members';
import { addSubscriber } from '../../../test/test-tenant';

describe('usage', () => {
  let api: TestApi;
  let creator: Creator;
  let foods: string;
  let drinks: string;
  let ada: string;
  let bob: string;

  const usage = async (query: string) => (await creator.browser.get(`${creator.base}/usage?${query}`)).body;
  const november = 'from=2026-11-01T00:00:00Z&to=2026-11-03T00:00:00Z';
  const countsBy = async (query: string): Promise<[string, number, number, number][]> =>
    (await usage(query)).data.map((row: Record<'calls' | 'cost' | 'denied', number> & { key: string }) => [
      ...[row.key, row.calls, row.cost, row.denied],
    ]);

  async function count(
    hour: string,
    gpt: string,
    who: string,
    action: string,
    tier: string,
    calls: number,
    cost = calls,
    denied = 0,
  ) {
    const { workspaceId } = creator;
    await seedUsage(api.database, { workspaceId, hour, gptId: gpt, subscriberId: who, action, tier, calls, cost, denied });
  }

  beforeAll(async () => {
    api = await startTestApi();
    creator = await createCreator(api, 'acme');
    const create = async (name: string) => (await creator.browser.post(`${creator.base}/gpts`, { name })).body.id;
    [foods, drinks] = [await create('Foods'), await create('Drinks')];
    ada = await addSubscriber(api.database, creator.workspaceId, foods, { email: 'ada@example.com' });
    bob = await addSubscriber(api.database, creator.workspaceId, foods, { email: 'bob@example.com' });
    await count('2026-10-31T23:00:00Z', foods, ada, 'list', 'free', 100);
    await count('2026-11-01T00:00:00Z', foods, ada, 'list', 'free', 5);
    await count('2026-11-01T23:00:00Z', foods, ada, 'scan', 'pro', 2, 14);
    await count('2026-11-02T00:00:00Z', drinks, ada, 'list', 'free', 1);
    await count('2026-11-02T09:00:00Z', foods, bob, 'list', 'free', 3, 3, 8);
    await count('2026-11-02T09:00:00Z', foods, bob, 'denied-only', 'free', 0, 0, 4);
    await count('2026-11-03T00:00:00Z', foods, bob, 'list', 'free', 1_000);
  });
  afterAll(() => api.stop());

  it('says in a sentence that actions were counted as all others, on whichever page of the answer that row is', async () => {
    await count('2026-08-01T00:00:00Z', foods, ada, 'list', 'free', 5);
    await count('2026-08-01T00:00:00Z', foods, ada, '(other)', 'free', 7);
    const august = 'from=2026-08-01T00:00:00Z&to=2026-08-02T00:00:00Z';
    const { note, total } = await usage(`${august}&group_by=action`);
    expect(note).toContain('More than 500 different actions of a GPT were called in a day.');
    expect(total.calls).toBe(12);
    expect(await usage(`${august}&group_by=action&subscriber=${ada}&limit=1`)).toMatchObject({
      data: [{ key: '(other)' }],
      note,
    });
    await count('2026-08-01T00:00:00Z', foods, ada, 'list', 'free', 90);
    expect(await usage(`${august}&group_by=action&limit=1`)).toMatchObject({ data: [{ key: 'list' }], note });
    expect((await usage(`${august}&group_by=tier`)).note).toBeNull();
    expect((await usage(`${november}&group_by=action`)).note).toBeNull();
  });

  it('is exact, by whatever it is grouped, and the total is that of the rows', async () => {
    expect(await usage(`${november}&group_by=gpt`)).toEqual({
      from: '2026-11-01T00:00:00.000Z',
      to: '2026-11-03T00:00:00.000Z',
      group_by: 'gpt',
      total: { calls: 11, cost: 23, denied: 12 },
      data: [
        { key: foods, label: 'Foods', calls: 10, cost: 22, denied: 12 },
        { key: drinks, label: 'Drinks', calls: 1, cost: 1, denied: 0 },
      ],
      note: null,
      next_cursor: null,
    });
    expect((await usage(`${november}&group_by=subscriber`)).data).toEqual([
      { key: ada, label: 'ada@example.com', calls: 8, cost: 20, denied: 0 },
      { key: bob, label: 'bob@example.com', calls: 3, cost: 3, denied: 12 },
    ]);
    expect(await countsBy(`${november}&group_by=action`)).toEqual([
      ['list', 9, 9, 8],
      ['scan', 2, 14, 0],
      ['denied-only', 0, 0, 4],
    ]);
    expect(await countsBy(`${november}&group_by=tier`)).toEqual([
      ['free', 9, 9, 12],
      ['pro', 2, 14, 0],
    ]);
    expect(await countsBy(`${november}&group_by=hour`)).toEqual([
      ['2026-11-01T00:00:00Z', 5, 5, 0],
      ['2026-11-01T23:00:00Z', 2, 14, 0],
      ['2026-11-02T00:00:00Z', 1, 1, 0],
      ['2026-11-02T09:00:00Z', 3, 3, 12],
    ]);
    expect(await countsBy(`${november}&group_by=day`)).toEqual([
      ['2026-11-01T00:00:00Z', 7, 19, 0],
      ['2026-11-02T00:00:00Z', 4, 4, 12],
    ]);
  });

  it('is that of one GPT or one subscriber when asked so, and nothing of those that are not here', async () => {
    expect((await usage(`${november}&gpt=${drinks}`)).total).toEqual({ calls: 1, cost: 1, denied: 0 });
    expect((await usage(`${november}&gpt=${foods}&subscriber=${bob}`)).total).toEqual({ calls: 3, cost: 3, denied: 12 });
    for (const filter of [`gpt=${newId('gpt')}`, `subscriber=${newId('usr')}`, 'gpt=nonsense', `subscriber=${foods}`]) {
      expect(await usage(`${november}&${filter}`)).toMatchObject({ total: { calls: 0, cost: 0, denied: 0 }, data: [] });
    }
  });

  it('says how many people had a call accepted, in all or of one GPT', async () => {
    const active = async (query: string) => (await creator.browser.get(`${creator.base}/usage/active-subscribers?${query}`)).body;
    expect(await active(november)).toEqual({
      from: '2026-11-01T00:00:00.000Z',
      to: '2026-11-03T00:00:00.000Z',
      active_subscribers: 2,
    });
    expect((await active(`${november}&gpt=${drinks}`)).active_subscribers).toBe(1);
    for (const gpt of [newId('gpt'), 'nonsense']) expect((await active(`${november}&gpt=${gpt}`)).active_subscribers).toBe(0);
    expect(await active('from=yesterday')).toMatchObject({ code: 'validation_failed', errors: [{ field: 'from' }] });
    expect(await active(`${november}&subscriber=${ada}`)).toMatchObject({
      code: 'validation_failed',
      errors: [{ field: 'subscriber' }],
    });
  });

  it('widens what was asked to whole hours, and says so', async () => {
    expect(await usage('from=2026-11-01T23:59:59Z&to=2026-11-02T00:00:01Z&group_by=hour')).toMatchObject({
      from: '2026-11-01T23:00:00.000Z',
      to: '2026-11-02T01:00:00.000Z',
      total: { calls: 3 },
    });
    expect((await usage('from=2026-11-02T10:59:00%2B02:00&to=2026-11-02T11:30:00%2B02:00')).total.calls).toBe(3);
  });

  it('ends now and begins thirty days earlier when nothing is said', async () => {
    expect(await usage('')).toMatchObject({
      from: '2026-10-03T10:00:00.000Z',
      to: '2026-11-02T10:00:00.000Z',
      group_by: 'day',
      total: { calls: 111 },
    });
  });

  it('shows the largest rows first when there are too many, and the total of all', async () => {
    expect(await usage(`${november}&group_by=subscriber&limit=1`)).toMatchObject({ total: { calls: 11 }, data: [{ key: ada }] });
    expect((await usage(`${november}&group_by=hour&limit=1`)).data).toHaveLength(4);
  });

  it('goes on after a page, with the total of all on each', async () => {
    const first = await usage(`${november}&group_by=action&limit=1`);
    const second = await usage(`${november}&group_by=action&limit=1&cursor=${first.next_cursor}`);
    const third = await usage(`${november}&group_by=action&limit=1&cursor=${second.next_cursor}`);
    expect([first, second, third].map(({ data }) => data[0].key)).toEqual(['list', 'scan', 'denied-only']);
    expect([third.total, third.next_cursor]).toEqual([{ calls: 11, cost: 23, denied: 12 }, null]);
    expect((await creator.browser.get(`${creator.base}/usage?cursor=nonsense`)).body.errors[0].field).toBe('cursor');
  });

  it('agrees on every grouping, whichever tables it is read from', async () => {
    for (const range of [
      'from=2026-10-01T00:00:00Z&to=2026-12-01T00:00:00Z',
      'from=2026-10-31T22:00:00Z&to=2026-11-02T10:00:00Z',
    ]) {
      const totals = await Promise.all(
        ['gpt', 'subscriber', 'action', 'tier', 'hour', 'day'].map(
          async (by) => (await usage(`${range}&group_by=${by}`)).total.calls,
        ),
      );
      expect(new Set(totals).size).toBe(1);
    }
  });

  it('comes as CSV, whole, and harmless in a spreadsheet', async () => {
    await count('2026-09-01T09:00:00Z', foods, ada, '=HYPERLINK("x")', 'free', 2);
    const csv = await creator.browser.get(
      `${creator.base}/usage/export.csv?from=2026-09-01T00:00:00Z&to=2026-12-01T00:00:00Z&group_by=action`,
    );
    expect([csv.status, csv.headers['content-type'], csv.headers['content-disposition']]).toEqual([
      200,
      'text/csv; charset=utf-8',
      'attachment; filename="usage-acme-by-action-2026-09-01-2026-12-01.csv"',
    ]);
    expect(csv.text.split('\r\n')).toEqual([
      'action,name,calls,cost,denied',
      `"'=HYPERLINK(""x"")","'=HYPERLINK(""x"")",2,2,0`,
      'denied-only,denied-only,0,0,4',
      'list,list,1109,1109,8',
      'scan,scan,2,14,0',
      '',
    ]);
    const days = await creator.browser.get(`${creator.base}/usage/export.csv?${november}&group_by=day&gpt=${foods}`);
    expect(days.text).toBe(
      'day,name,calls,cost,denied\r\n2026-11-01T00:00:00Z,2026-11-01T00:00:00Z,7,19,0\r\n2026-11-02T00:00:00Z,2026-11-02T00:00:00Z,3,3,12\r\n',
    );
    expect((await creator.browser.get(`${creator.base}/usage/export.csv?${november}&gpt=nonsense`)).text).toBe(
      'day,name,calls,cost,denied\r\n',
    );
    expect(await api.database.query(`SELECT count(*)::int AS n FROM audit_events WHERE action = 'usage.exported'`)).toEqual([
      { n: 3 },
    ]);
  });

  it('says so when it is asked for hours that are not kept any more, and tells days all the same', async () => {
    await api.database.query(`UPDATE usage_books SET hours_kept_since = '2026-11-01T00:00:00Z'`);
    try {
      const forgotten = await creator.browser.get(`${creator.base}/usage?from=2026-10-31T23:00:00Z&group_by=action`);
      expect([forgotten.status, forgotten.body.errors[0]]).toEqual([
        422,
        { field: 'from', message: expect.stringContaining('hours before 2026-11-01T00:00:00.000Z are not kept any more') },
      ]);
      expect((await usage('from=2026-10-31T00:00:00Z&to=2026-11-01T00:00:00Z&group_by=action')).total.calls).toBe(100);
    } finally {
      await api.database.query(`UPDATE usage_books SET hours_kept_since = '2000-01-01T00:00:00Z'`);
    }
  });

  it.each([
    ['from=yesterday', 'from'],
    ['from=2026-11-01', 'from'],
    ['from=2026-13-45T00:00:00Z', 'from'],
    ['from=0001-01-01T00:00:00Z&to=0001-01-02T00:00:00Z', 'to'],
    ['from=2026-11-02T00:00:00Z&to=2026-11-02T00:00:00Z', 'to'],
    ['from=2026-11-03T00:00:00Z&to=2026-11-02T00:00:00Z', 'to'],
    ['from=2024-11-01T00:00:00Z&to=2026-11-02T00:00:00Z', 'from'],
    ['from=2026-11-01T00:00:00Z&from=2026-11-02T00:00:00Z', 'from'],
    ['group_by=email', 'group_by'],
    ['group_by=', 'group_by'],
    ['group_by=gpt&group_by=hour', 'group_by'],
    ['limit=0', 'limit'],
    ['limit=51', 'limit'],
    ['limit=ten', 'limit'],
    ['gpt=%00', 'gpt'],
    ['workspace=other', 'workspace'],
  ])('refuses ?%s and names %s', async (query, field) => {
    const answer = await creator.browser.get(`${creator.base}/usage?${query}`);
    expect([answer.status, answer.body.code, answer.body.errors[0]?.field]).toEqual([422, 'validation_failed', field]);
  });
});
