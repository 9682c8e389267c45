import { setTimeout as sleep } from 'node:timers/promises';

const INTERVAL_MS = 100;

/** An error that waiting will not mend; it ends the wait at once. */
export class Hopeless extends Error {}

/**
 * Asks `probe` until it answers something else than undefined.
 * @throws Error naming `what`, with the probe's last own error, when `withinMs` have passed. The deadline is only there so that a run ends;
 * nothing is asserted of the time.
 */
export async function eventually<T>(what: string, withinMs: number, probe: () => Promise<T | undefined>): Promise<T> {
  const deadline = performance.now() + withinMs;
  let lastError: unknown;
  while (performance.now() < deadline) {
    try {
      const answer = await probe();
      if (answer !== undefined) return answer;
    } catch (error) {
      if (error instanceof Hopeless) throw error;
      lastError = error;
    }
    await sleep(INTERVAL_MS);
  }
  throw new Error(`${what} did not happen within ${withinMs} ms.`, { cause: lastError });
}
