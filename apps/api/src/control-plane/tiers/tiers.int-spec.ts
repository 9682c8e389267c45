import { startTestApi, type TestApi } from '../../../test/test-api';
import { type Creator, createCreator } from '../../../test/test-members';

describe('tiers', () => {
  let api: TestApi;
  let creator: Creator;
  let tiers: string;

  beforeAll(async () => {
    api = await startTestApi();
    creator = await createCreator(api, 'acme');
    const gpt = (
      await creator.browser.post(`${creator.base}/gpts`, {
        name: 'Foods',
        scopes: [{ name: 'foods.read', description: 'Read foods' }],
      })
    ).body;
    tiers = `${creator.base}/gpts/${gpt.id}/tiers`;
  });
  afterAll(() => api.stop());

  const pro = {
    key: 'pro',
    name: 'Pro',
    quota_per_month: 1000,
    rate_per_minute: 60,
    burst: 10,
    scopes: ['foods.read'],
    action_costs: { search: 5, '*': 1 },
  };

  it('are made beside the free one, and listed in the order in which they were made', async () => {
    const made = await creator.browser.post(tiers, pro);
    expect(made.status).toBe(201);
    expect(made.body).toEqual({
      ...pro,
      quota_months: 'calendar_month',
      archived: false,
      price: null,
      prices: [],
      trial_days: null,
      id: expect.stringMatching(/^tir_/),
      default: false,
      created_at: expect.any(String),
    });
    const list = (await creator.browser.get(tiers)).body;
    expect(list.data.map((tier: { key: string }) => tier.key)).toEqual(['free', 'pro']);
    expect(list.data[1]).toEqual(made.body);
  });

  it('have keys of their own within a GPT, also when made at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => creator.browser.post(tiers, { key: 'raced', name: 'Raced' })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, ...Array<number>(7).fill(409)]);
    expect(answers.find((answer) => answer.status === 409)?.body.code).toBe('already_exists');
  });

  it('change in what is given; null lifts a limit, and the key stays', async () => {
    const { id } = (await creator.browser.post(tiers, { ...pro, key: 'edited' })).body;
    const edited = (await creator.browser.patch(`${tiers}/${id}`, { name: 'Plus', quota_per_month: null, scopes: null })).body;
    expect(edited).toMatchObject({ key: 'edited', name: 'Plus', quota_per_month: null, rate_per_minute: 60, scopes: null });
    expect((await creator.browser.get(tiers)).body.data).toContainEqual(edited);
    expect((await creator.browser.patch(`${tiers}/${id}`, { key: 'renamed' })).body.errors).toEqual([
      { field: 'key', message: 'is not a field of this call' },
    ]);
  });

  it('include only scopes that the GPT declares', async () => {
    const answer = await creator.browser.post(tiers, { key: 'odd', name: 'Odd', scopes: ['foods.read', 'foods.eat'] });
    expect([answer.status, answer.body.errors]).toEqual([422, [{ field: 'scopes.1', message: 'is not a scope of this GPT' }]]);
  });

  it('are put away and brought back; the default one is not, and a new default takes its place', async () => {
    const { id } = (await creator.browser.post(tiers, { key: 'gone', name: 'Gone' })).body;
    expect((await creator.browser.patch(`${tiers}/${id}`, { archived: true })).body).toMatchObject({ archived: true });
    const asDefault = await creator.browser.patch(`${tiers}/${id}`, { default: true });
    expect([asDefault.status, asDefault.body.errors[0].field]).toEqual([422, 'archived']);
    expect((await creator.browser.patch(`${tiers}/${id}`, { default: true, archived: false })).body).toMatchObject({
      default: true,
      archived: false,
    });
    const { data } = (await creator.browser.get(tiers)).body as { data: { key: string; default: boolean }[] };
    expect(data.filter((tier) => tier.default).map((tier) => tier.key)).toEqual(['gone']);
    const archived = await creator.browser.patch(`${tiers}/${id}`, { archived: true });
    expect([archived.status, archived.body.errors[0].field]).toEqual([422, 'archived']);
    expect((await creator.browser.patch(`${tiers}/${id}`, { default: false })).status).toBe(422);
  });

  it('stand in the order that the creator gives them', async () => {
    const { data } = (await creator.browser.get(tiers)).body as { data: { id: string }[] };
    const reversed = data.map(({ id }) => id).reverse();
    const answer = await creator.browser.put(tiers.replace('tiers', 'tier-order'), { tiers: reversed });
    expect(answer.body.data.map(({ id }: { id: string }) => id)).toEqual(reversed);
    expect((await creator.browser.get(tiers)).body.data.map(({ id }: { id: string }) => id)).toEqual(reversed);
    for (const wrong of [reversed.slice(1), [...reversed.slice(1), 'tir_x'], [...reversed, reversed[0]]]) {
      expect((await creator.browser.put(tiers.replace('tiers', 'tier-order'), { tiers: wrong })).body.errors[0].field).toBe(
        'tiers',
      );
    }
  });

  it('keep a price and a trial, which null takes away again', async () => {
    const price = { amount: 500, currency: 'eur', interval: 'month' };
    const made = await creator.browser.post(tiers, { key: 'paid', name: 'Paid', price, trial_days: 14 });
    expect(made.body).toMatchObject({ price, trial_days: 14 });
    expect((await creator.browser.get(tiers)).body.data).toContainEqual(made.body);
    const renamed = (await creator.browser.patch(`${tiers}/${made.body.id}`, { name: 'Still paid' })).body;
    expect(renamed).toMatchObject({ price, trial_days: 14 });
    const freed = (await creator.browser.patch(`${tiers}/${made.body.id}`, { price: null, trial_days: null })).body;
    expect(freed).toMatchObject({ price: null, trial_days: null });
  });

  it.each([
    ['price.currency', { price: { amount: 1, currency: 'xyz', interval: 'month' } }],
    ['price.currency', { price: { amount: 1, currency: 'euro', interval: 'month' } }],
    ['price.amount', { price: { amount: 4.99, currency: 'eur', interval: 'month' } }],
    ['price.amount', { price: { amount: -1, currency: 'eur', interval: 'month' } }],
    ['price.interval', { price: { amount: 1, currency: 'eur', interval: 'week' } }],
    ['price.interval', { price: { amount: 1, currency: 'eur' } }],
    ['trial_days', { trial_days: 731 }],
    ['trial_days', { trial_days: -1 }],
  ])('refuse a bad %s', async (field, fields) => {
    const answer = await creator.browser.post(tiers, { key: 'bad', name: 'Bad', ...fields });
    expect([answer.status, answer.body.errors[0].field]).toEqual([422, field]);
  });

  it.each([
    ['a list', ['a']],
    ['a negative cost', { a: -1 }],
    ['a broken cost', { a: 1.5 }],
    ['an empty name', { '': 1 }],
    ['a name that could be a prototype', { constructor: 1 }],
    ['a control character in a name', { 'a\u001fb': 1 }],
    ['too many', Object.fromEntries(Array.from({ length: 201 }, (_, n) => [`a${n}`, 1]))],
  ])('refuse as costs of actions: %s', async (_what, costs) => {
    const answer = await creator.browser.post(tiers, { key: 'costly', name: 'Costly', action_costs: costs });
    expect([answer.status, answer.body.errors[0].field]).toEqual([422, 'action_costs']);
  });
});
