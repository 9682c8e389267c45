import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyTestRedis } from '@gatehouse/testing';
import { Child, scratchDirectory } from './child';

interface Target {
  readonly verify: { port: number; path: string; headers: { Authorization: string }; feed: { values: string[] } };
}

const scratch = scratchDirectory();
afterAll(() => scratch.remove());

/** They make the very call that Gatehouse makes, by scripts of the platform: whoever changes those changes them. */
it.each(['raw', 'floor'])('lets the reference "%s" of the benchmark answer the first call', async (name) => {
  const file = join(scratch.path, `${name}.json`);
  const env = { REDIS_URL: await emptyTestRedis(), BENCH_SUBSCRIBERS: '3', BENCH_READY_FILE: file };
  const server = new Child(`bench/verify/contenders/${name}.server.mjs`, [], env);
  try {
    for (const deadline = Date.now() + 20_000; !existsSync(file);) {
      if (Date.now() > deadline) throw new Error(`It never was ready:\n${server.output}`);
      await new Promise((done) => setTimeout(done, 20));
    }
    const { port, path, headers, feed } = (JSON.parse(readFileSync(file, 'utf8')) as Target).verify;
    const answers = feed.values.map(async (value) => {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
        headers: { Authorization: headers.Authorization.replace('{value}', value) },
      });
      return [answer.status, ((await answer.json()) as { quota: { used: number } }).quota.used];
    });
    expect(await Promise.all(answers)).toEqual(Array<number[]>(3).fill([200, 1]));
  } finally {
    await server.stop();
  }
});
