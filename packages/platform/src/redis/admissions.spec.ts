import type { Redis } from 'ioredis';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type AdmissionCall, Admissions } from './admissions';

const slotOf = (key: string): string => /\{(.+)\}/.exec(key)?.[1] ?? key;

/** Answers as a Redis Cluster does: no script over two slots. `used` of each call is its cost, so that answers can be told apart. */
function clusterThat(runs: string[][]): Redis {
  const evalsha = (_digest: string, count: number, ...rest: (string | number)[]): Promise<unknown> => {
    const keys = rest.slice(0, count).map(String);
    if (new Set(keys.map(slotOf)).size > 1)
      return Promise.reject(new Error("CROSSSLOT Keys in request don't hash to the same slot"));
    runs.push(keys);
    const values = rest.slice(count + 2);
    return Promise.resolve(keys.map((_, index) => ['accepted', values[index * 10 + 2], 0, 0]));
  };
  return { evalsha } as unknown as Redis;
}

const call = (shard: number, cost: number): AdmissionCall => ({
  shard,
  keys: [`{m:${shard}}:pending`],
  values: ['', '', cost, '', '', '', '', '', '', ''],
});

describe('admissions', () => {
  it('go shard by shard where one script may touch one slot only, each call with its own answer', async () => {
    const runs: string[][] = [];
    const admissions = new Admissions(clusterThat(runs), null);
    const decide = (): Promise<unknown[]> =>
      Promise.all([call(1, 10), call(2, 20), call(1, 30)].map(async (each) => (await admissions.decide(each))[1]));
    expect(await decide()).toEqual([10, 20, 30]);
    expect(await decide()).toEqual([10, 20, 30]);
    expect(runs).toEqual([
      ['{m:1}:pending', '{m:1}:pending'],
      ['{m:2}:pending'],
      ['{m:1}:pending', '{m:1}:pending'],
      ['{m:2}:pending'],
    ]);
  });

  it('fail together when Redis does not answer, and hold up nothing after', async () => {
    let away = true;
    const redis = {
      evalsha: (_digest: string, count: number) =>
        away ? Promise.reject(new Error('Connection is closed.')) : Promise.resolve(Array(count).fill(['unseeded'])),
    } as unknown as Redis;
    const admissions = new Admissions(redis, null);
    const failed = await Promise.allSettled([admissions.decide(call(1, 1)), admissions.decide(call(2, 1))]);
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    away = false;
    await nextTurn();
    expect(await admissions.decide(call(1, 1))).toEqual(['unseeded']);
  });
});
