import { setTimeout } from 'node:timers/promises';

/**
 * Answers no sooner than `floorMs` after it was asked, so that how long the work took does not tell which work it was. Failures
 * wait as well.
 */
export async function inEvenTime<T>(floorMs: number, work: () => Promise<T>): Promise<T> {
  const [done] = await Promise.allSettled([work(), setTimeout(floorMs)]);
  if (done.status === 'rejected') throw done.reason;
  return done.value;
}
