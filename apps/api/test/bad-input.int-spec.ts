import { BAD_BODIES, badValuesFor } from './bad-values';
import { bodyFor, fill, type Operation, readOperations, type Schema } from './operations';
import { startTestApi, type TestApi } from './test-api';
import type { Answer } from './test-browser';
import { createTenant, snapshotOf, type Tenant } from './test-tenant';

/** What sends thousands of requests does so in so many tests, each with a share of the calls, so that none outlasts its time on a machine that is busy. */
const SHARES = 6;

/** Sends every call of the API document what it must refuse, and demands a 4xx in the one form and unchanged rows. */
describe('bad input', () => {
  let api: TestApi;
  let tenant: Tenant;
  let operations: Operation[];
  let resolve: (schema: Schema) => Schema;
  let before: unknown;

  const state = async () => [await api.database.rowCounts(), await snapshotOf(api.database, tenant.workspaceId)];
  const valuesFor = (operation: Operation): Record<string, string> => ({
    slug: tenant.slug,
    ...tenant.ids,
    id: operation.path.includes('/callback-urls/') ? tenant.ids.callbackUrl : tenant.ids.token,
  });

  beforeAll(async () => {
    api = await startTestApi();
    tenant = await createTenant(api, 'acme');
    ({ operations, resolve } = await readOperations(api.browser()));
    before = await state();
  });
  afterAll(() => api.stop());
  afterEach(async () => {
    expect(await state()).toEqual(before);
  });

  function expectRefusal(what: unknown, answer: Answer): void {
    const seen = { what, status: answer.status, type: answer.headers['content-type'], code: typeof answer.body?.code };
    const refused = answer.status >= 400 && answer.status < 500;
    expect(seen).toEqual({
      what,
      status: refused ? answer.status : '4xx',
      type: 'application/problem+json; charset=utf-8',
      code: 'string',
    });
  }

  it.each(BAD_BODIES)('as a body: %s', async (what, body, status) => {
    for (const operation of operations.filter((one) => one.method !== 'GET')) {
      const path = fill(
        operation,
        operation.body === null ? { ...valuesFor(operation), id: 'x', subscriber: 'x', gpt: 'x' } : valuesFor(operation),
      );
      // Calls without a body read none; those are about what the parser does before anybody asks for one.
      if (operation.body === null && status === 422) continue;
      const answer = await tenant.browser.send(operation.method, path, body);
      expectRefusal([operation.id, what], answer);
      expect([operation.id, answer.status]).toEqual([operation.id, status]);
    }
  });

  const shares = Array.from({ length: SHARES }, (_, at) => at + 1);
  const shareOf = <T>(all: readonly T[], share: number): T[] => all.filter((_, at) => at % SHARES === share - 1);

  it.each(shares)('in any field of any body: the wrong type, too much, text that is no text (share %i)', async (share) => {
    const bodies = shareOf(operations, share).flatMap((operation) =>
      Object.entries(operation.body?.schema.properties ?? {}).flatMap(([field, property]) =>
        badValuesFor(resolve(property), resolve).map((bad) => ({ operation, field, bad })),
      ),
    );
    await atOnce(bodies, async ({ operation, field, bad }) => {
      const body = { ...bodyFor(operation), [field]: bad };
      const answer = await tenant.browser.send(operation.method, fill(operation, valuesFor(operation)), body);
      expectRefusal([operation.id, field, JSON.stringify(bad)?.slice(0, 80)], answer);
      if (answer.status !== 422) return;
      const fields = (answer.body.errors as { field: string }[]).map((error) => error.field.split('.')[0]);
      expect([operation.id, field, bad, fields]).toEqual([operation.id, field, bad, expect.arrayContaining([field])]);
    });
    expect(bodies.length).toBeGreaterThan(400 / SHARES);
  });

  it('in any query parameter', async () => {
    const bad = ['\u0000', 'a\u0000b', 'x'.repeat(5_000), '\u0001'];
    for (const operation of operations.filter((one) => one.query.length > 0)) {
      for (const parameter of operation.query) {
        const path = (value: string) => fill(operation, valuesFor(operation), { [parameter.name]: value });
        const wrong = parameter.schema.type === 'integer' ? ['x', '1.5', '-1', '0', '1e3', '9'.repeat(30), '☃'] : [];
        for (const value of [...bad, ...wrong]) {
          expectRefusal([operation.id, parameter.name, value.slice(0, 20)], await tenant.browser.get(path(value)));
        }
        const twice = await tenant.browser.get(`${path('1')}&${parameter.name}=2`);
        expectRefusal([operation.id, parameter.name, 'twice'], twice);
      }
      expectRefusal(
        [operation.id, 'unknown'],
        await tenant.browser.get(fill(operation, valuesFor(operation), { no_such_parameter: '1' })),
      );
    }
  });

  it('in a cursor', async () => {
    const cursors = [
      'x',
      '☃',
      'e30',
      'W10',
      'bnVsbA',
      Buffer.from('{"id":"gpt_\\u0000"}').toString('base64url'),
      Buffer.from('{"id":1}').toString('base64url'),
    ];
    for (const operation of operations.filter((one) => one.query.some(({ name }) => name === 'cursor'))) {
      for (const cursor of cursors) {
        expectRefusal([operation.id, cursor], await tenant.browser.get(fill(operation, valuesFor(operation), { cursor })));
      }
    }
  });

  it.each(shares)('in the path (share %i)', async (share) => {
    const segments = [
      '%00',
      '%',
      '%zz',
      '%c3%28',
      '%ff',
      '..%2f..%2fetc',
      '☃',
      '%F0%9F%92%A9',
      'x'.repeat(10_000),
      "'%20OR%201=1--",
      '.',
      '%2e%2e',
    ];
    const paths = shareOf(operations, share).flatMap((operation) =>
      operation.pathNames.flatMap((name) => segments.map((segment) => ({ operation, name, segment }))),
    );
    await atOnce(paths, async ({ operation, name, segment }) => {
      const path = fill(operation, { ...valuesFor(operation), [name]: '@@' }).replace('%40%40', segment);
      const answer = await tenant.browser.send(operation.method, encodeNonAscii(path), bodyFor(operation));
      expectRefusal([operation.id, name, segment.slice(0, 20)], answer);
    });
  });

  it('by a method that a path does not answer', async () => {
    for (const path of new Set(operations.map((operation) => operation.path))) {
      const known = operations.filter((operation) => operation.path === path).map((operation) => operation.method as string);
      const [example] = operations.filter((operation) => operation.path === path);
      if (example === undefined) continue;
      for (const method of (['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const).filter(
        (one) => !known.includes(one),
      )) {
        const answer = await tenant.browser.send(method, fill(example, valuesFor(example)).split('?')[0] ?? '');
        expectRefusal([path, method], answer);
        expect([path, method, answer.status]).toEqual([path, method, path.includes('/export.csv') ? expect.any(Number) : 405]);
        if (answer.status === 405) expect(answer.headers['allow']?.split(', ')).toEqual(expect.arrayContaining(known));
      }
    }
  });

  it('keeps text of every script as it was given', async () => {
    const name = 'Ünïcødé 寿司 🥝 العربية';
    const gpt = (await tenant.browser.post(`${tenant.base}/gpts`, { name })).body;
    expect((await tenant.browser.get(`${tenant.base}/gpts/${gpt.id}`)).body.name).toBe(name);
    before = await state();
  });
});

/** Many requests wait for Postgres side by side; one after another they take most of a minute on a machine that is busy. */
async function atOnce<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...all].reverse();
  const carry = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await work(next);
  };
  await Promise.all(Array.from({ length: 8 }, carry));
}

/** A client may send such bytes; `inject` takes ASCII only. */
const encodeNonAscii = (path: string): string => path.replace(/[^\x21-\x7e]/g, (character) => encodeURIComponent(character));
