import { Child } from './child';

jest.setTimeout(240_000);

describe('counts, when processes are killed', () => {
  it('say what callers were told, after the API, the workers, Redis and Postgres died at random moments under load', async () => {
    const run = new Child('bench/chaos/main.mjs', ['--short'], {});
    const outcome = await run.ended();
    // What it said names the seed, by which the run can be repeated.
    expect([outcome, run.output]).toEqual([0, expect.stringContaining('Every accepted call is in the ledger')]);
    for (const name of ['Redis', 'Postgres', 'api-1', 'api-2', 'worker-1', 'worker-2']) {
      expect(run.output).toMatch(new RegExp(`${name} [1-9]\\d*×`));
    }
  });
});
