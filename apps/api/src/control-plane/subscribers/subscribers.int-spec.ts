import { newId } from '@gatehouse/platform';
import { parse } from 'csv-parse/sync';
import { startTestApi, type TestApi } from '../../../test/test-api';
import { type Creator, createCreator } from '../../../test/test-members';
import { addSubscriber, type SeededSubscriber } from '../../../test/test-tenant';

describe('subscribers', () => {
  let api: TestApi;
  let creator: Creator;
  let gpt: string;
  let otherGpt: string;
  const list = async (query = '') => (await creator.browser.get(`${creator.base}/subscribers?${query}`)).body;
  const emails = (page: { data: { email: string }[] }) => page.data.map((one) => one.email);
  const add = (seed: SeededSubscriber, of = gpt) => addSubscriber(api.database, creator.workspaceId, of, seed);

  beforeAll(async () => {
    api = await startTestApi();
    creator = await createCreator(api, 'acme');
    const create = async (name: string) => (await creator.browser.post(`${creator.base}/gpts`, { name })).body.id;
    [gpt, otherGpt] = [await create('Foods'), await create('Drinks')];
    await add({ email: 'ada@lovelace.example', name: 'Ada', calls: 3, lastSeenAt: '2026-11-02T09:00:00.000001Z' });
    await add({ email: 'grace@hopper.example', name: 'Grace 100%', lastSeenAt: '2026-11-02T09:00:00.000003Z' });
    await add({ email: 'edsger@example.com', lastSeenAt: '2026-11-02T09:00:00.000002Z' }, otherGpt);
    await add({ email: 'barbara@example.com', name: 'Under_score', lastSeenAt: '2026-11-01T09:00:00Z' });
  });
  afterAll(() => api.stop());

  it('are listed last seen first, with who they are and how much they called', async () => {
    const page = await list();
    expect(emails(page)).toEqual(['grace@hopper.example', 'edsger@example.com', 'ada@lovelace.example', 'barbara@example.com']);
    expect(page.data[2]).toEqual({
      id: expect.stringMatching(/^usr_/),
      email: 'ada@lovelace.example',
      email_verified: true,
      name: 'Ada',
      sign_in_method: 'email_code',
      first_seen_at: '2026-11-02T09:00:00.000Z',
      last_seen_at: '2026-11-02T09:00:00.000Z',
      calls: 3,
      blocked: false,
      marketing_consent: false,
      tier: null,
      standing: 'free',
    });
    expect((await creator.browser.get(`${creator.base}/subscribers/${page.data[2].id}`)).body).toEqual(page.data[2]);
  });

  it('come page by page, each once, also when they were seen within the same millisecond', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await list(`limit=1${cursor}`);
      seen.push(...emails(page));
      cursor = page.next_cursor === null ? '' : `&cursor=${page.next_cursor}`;
    } while (cursor !== '');
    expect(seen).toEqual(emails(await list()));
  });

  it.each([
    ['q=LOVELACE', ['ada@lovelace.example']],
    ['q=grace', ['grace@hopper.example']],
    ['q=100%25', ['grace@hopper.example']],
    ['q=_score', ['barbara@example.com']],
    ['q=%25', ['grace@hopper.example']],
    ['q=%5C', []],
    ["q=' OR 1=1 --", []],
    ['q=', ['grace@hopper.example', 'edsger@example.com', 'ada@lovelace.example', 'barbara@example.com']],
  ])('are found by %s', async (query, found) => {
    expect(emails(await list(query))).toEqual(found);
  });

  it('are filtered by GPT, and then count that GPT’s calls', async () => {
    expect(emails(await list(`gpt=${otherGpt}`))).toEqual(['edsger@example.com']);
    expect(await list(`gpt=${gpt}&q=ada`)).toMatchObject({ data: [{ calls: 3 }], next_cursor: null });
    expect(emails(await list('gpt=nonsense'))).toEqual([]);
  });

  it('are blocked and unblocked, as often as asked', async () => {
    const { id } = (await list('q=edsger')).data[0];
    const path = `${creator.base}/subscribers/${id}`;
    for (const [action, blocked] of [
      ['block', true],
      ['block', true],
      ['unblock', false],
      ['unblock', false],
    ] as const) {
      const answer = await creator.browser.post(`${path}/${action}`);
      expect([answer.status, answer.body.blocked]).toEqual([200, blocked]);
    }
  });

  describe('exported', () => {
    const read = async (query = '') => {
      const answer = await creator.browser.get(`${creator.base}/subscribers/export.csv${query}`);
      return { answer, rows: parse<Record<string, string>>(answer.text, { columns: true, record_delimiter: '\r\n' }) };
    };

    it('are a file of RFC 4180, everybody once, with their calls', async () => {
      const { answer, rows } = await read();
      expect(answer.headers).toMatchObject({
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="subscribers-acme-2026-11-02.csv"',
        'cache-control': 'no-store',
      });
      expect(answer.text.split('\r\n')[0]).toBe(
        'id,email,email_verified,name,sign_in_method,first_seen_at,last_seen_at,calls,blocked,tier,standing,marketing_consent',
      );
      expect(rows.map((row) => row['email']).sort()).toEqual(emails(await list()).sort());
      expect(rows.find((row) => row['email'] === 'ada@lovelace.example')).toMatchObject({
        calls: '3',
        blocked: 'false',
        email_verified: 'true',
      });
    });

    it('obey the same filters as the list', async () => {
      expect((await read(`?gpt=${otherGpt}`)).rows.map((row) => row['email'])).toEqual(['edsger@example.com']);
      expect((await read('?q=nobody-at-all')).rows).toEqual([]);
    });

    it('hold no cell that a spreadsheet would run', async () => {
      const names = [
        '=1+1',
        '+1',
        '-1',
        '@SUM(A1)',
        '\tx',
        '\rx',
        '=HYPERLINK("http://evil.example","x")',
        'quo"te',
        'com,ma',
        'line\nbreak',
      ];
      for (const [n, name] of names.entries()) await add({ email: `cell${n}@csv.example`, name });
      const { rows } = await read('?q=csv.example');
      expect(rows).toHaveLength(names.length);
      for (const cell of rows.flatMap((row) => Object.values(row))) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      expect(rows.map((row) => row['name'])).toEqual(names.map((name) => (/^[=+\-@\t\r]/.test(name) ? `'${name}` : name)));
    });

    it('are whole when there are many, and who comes during the export does no harm', async () => {
      const many = await createCreator(api, 'many');
      const { id } = (await many.browser.post(`${many.base}/gpts`, { name: 'Many' })).body;
      await api.database.query(
        `INSERT INTO subscribers (workspace_id, id, email, email_verified, sign_in_method, first_seen_at, last_seen_at)
         SELECT $1, 'usr_' || lpad(n::text, 26, '0'), 'p' || n || '@many.example', true, 'google', now(), now() FROM generate_series(1, 2345) n`,
        [many.workspaceId],
      );
      const [answer] = await Promise.all([
        many.browser.get(`${many.base}/subscribers/export.csv`),
        addSubscriber(api.database, many.workspaceId, id, { email: 'late@many.example' }),
      ]);
      const found = new Set(parse<{ email: string }>(answer.text, { columns: true }).map((row) => row.email));
      found.delete('late@many.example');
      expect(found.size).toBe(2345);
    });
  });

  it('are filtered by tier and by whether they are blocked, in the list as in the export, with their tier of the GPT', async () => {
    const person = (await list('q=barbara')).data[0].id;
    const pro = (await creator.browser.post(`${creator.base}/gpts/${gpt}/tiers`, { key: 'pro', name: 'Pro' })).body.id;
    await api.database.query(`UPDATE subscriptions SET tier_id = $1 WHERE subscriber_id = $2`, [pro, person]);
    expect(emails(await list('tier=pro'))).toEqual(['barbara@example.com']);
    expect(emails(await list(`tier=pro&gpt=${otherGpt}`))).toEqual([]);
    expect((await list(`gpt=${gpt}&tier=pro&status=`)).data).toMatchObject([{ email: 'barbara@example.com', tier: 'pro' }]);
    await creator.browser.post(`${creator.base}/subscribers/${person}/block`);
    expect(emails(await list('status=blocked'))).toEqual(['barbara@example.com']);
    expect(emails(await list(`status=active&gpt=${gpt}`))).not.toContain('barbara@example.com');
    const csv = (await creator.browser.get(`${creator.base}/subscribers/export.csv?gpt=${gpt}&tier=pro&status=blocked`)).text;
    const rows: Record<string, string>[] = parse(csv, { columns: true });
    expect(rows).toMatchObject([{ email: 'barbara@example.com', tier: 'pro', blocked: 'true' }]);
    expect((await creator.browser.get(`${creator.base}/subscribers?status=gone`)).status).toBe(422);
    await creator.browser.post(`${creator.base}/subscribers/${person}/unblock`);
  });

  it('are filtered by how they stand to money, in the list as in the export, as it is at the moment', async () => {
    const stand = async (n: number, set: string): Promise<void> => {
      const id = await add({ email: `standing${n}@money.example` });
      await api.database.query(`UPDATE subscriptions SET ${set} WHERE subscriber_id = $1`, [id]);
    };
    await api.database.query(
      `INSERT INTO stripe_connections (workspace_id, id, kind, stripe_account_id, livemode, connected_at)
       SELECT workspace_id, $2, 'connect', 'acct_1', false, now() FROM gpts WHERE id = $1`,
      [gpt, newId('stc')],
    );
    const bought = (status: string): string =>
      `status = '${status}', stripe_subscription_id = 'sub_${status}', stripe_account_id = 'acct_1'`;
    const comp = (until: string): string =>
      `comp_tier_id = (SELECT id FROM tiers WHERE key = 'pro' AND gpt_id = '${gpt}'), comped_until = '${until}'`;
    await stand(1, bought('active'));
    await stand(2, bought('trialing'));
    await stand(3, bought('past_due'));
    await stand(4, bought('canceled'));
    await stand(5, comp('2026-11-20T00:00:00Z'));
    await stand(6, comp('2026-11-01T00:00:00Z'));
    const wanted = ['paying', 'trialing', 'past_due', 'canceled', 'comped', 'free'];
    for (const [n, standing] of wanted.entries()) {
      const page = await list(`q=money.example&standing=${standing}&gpt=${gpt}`);
      expect(page.data).toMatchObject([{ email: `standing${n + 1}@money.example`, standing }]);
      expect(emails(await list(`q=money.example&standing=${standing}&gpt=${otherGpt}`))).toEqual([]);
    }
    expect((await list(`q=standing5&gpt=${gpt}&tier=pro`)).data).toMatchObject([{ tier: 'pro' }]);
    const csv = (await creator.browser.get(`${creator.base}/subscribers/export.csv?standing=past_due`)).text;
    expect(parse(csv, { columns: true })).toMatchObject([{ email: 'standing3@money.example', standing: 'past_due' }]);
    expect((await creator.browser.get(`${creator.base}/subscribers?standing=rich`)).status).toBe(422);
  });

  it('take a parameter without a value for one that is not there', async () => {
    expect(emails(await list('q=&gpt=&tier=&status=&limit=&cursor='))).toEqual(emails(await list()));
    expect((await creator.browser.get(`${creator.base}/usage?from=&to=&limit=`)).status).toBe(200);
  });
});
