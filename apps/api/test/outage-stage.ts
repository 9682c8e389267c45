import { MeterPresence } from '@gatehouse/platform';
import { OwnRedis, type SeededCaller } from '@gatehouse/testing';
import type { LightMyRequestResponse } from 'fastify';
import { Redis } from 'ioredis';
import { setTimeout as pause } from 'node:timers/promises';
import { startVerifyStage, type VerifyStage } from './verify-stage';

/** For Redis to be noticed as gone, or as back: a second as a rule, many on a machine with much else to do. */
const PATIENCE_MS = 20_000;

/** Verify with a Redis of its own, which a test takes away or has refuse. */
export interface OutageStage extends Omit<VerifyStage, 'verify'> {
  readonly redis: OwnRedis;
  /** Says to Redis what those say who run it. */
  readonly operator: Redis;
  /** Until both processes have noticed. @throws before the test's own time is over */
  until(isPresent: boolean): Promise<void>;
  /** By one of the two processes, in turn. */
  verify(caller: SeededCaller, parameters?: string, headers?: object): Promise<LightMyRequestResponse>;
  verifyBy(instance: number, caller: SeededCaller, parameters?: string, headers?: object): Promise<LightMyRequestResponse>;
  ledgerOf(caller: SeededCaller): Promise<object | undefined>;
  /** Calls that never stop while something is done. @returns how many were accepted, and how many went unanswered */
  underCalls(caller: SeededCaller, work: () => Promise<void>): Promise<{ accepted: number; unanswered: number }>;
}

export async function startOutageStage(): Promise<OutageStage> {
  const redis = await OwnRedis.start();
  const operator = new Redis(redis.url);
  operator.on('error', () => undefined);
  // Tests look at what is sent to Redis: what a connection begins with is over.
  await operator.ping();
  const stage = await startVerifyStage(redis.url);
  await stage.test.query(`SELECT ensure_usage_partition('2026-11-01')`);
  let turn = 0;
  const verify: OutageStage['verify'] = (caller, parameters = '', headers = {}) =>
    stage.verify(caller, parameters, (turn += 1) % 2, headers);
  return {
    ...stage,
    ...{ redis, operator, verify },
    verifyBy: (instance, caller, parameters, headers) => stage.verify(caller, parameters, instance, headers),
    until: async (isPresent) => {
      const givesUpAt = performance.now() + PATIENCE_MS;
      while (!stage.apps.every((app) => app.get(MeterPresence).isPresent === isPresent)) {
        if (performance.now() > givesUpAt)
          throw new Error(`after ${PATIENCE_MS} ms Redis is still ${isPresent ? 'absent' : 'present'} to one of the two`);
        await pause(20);
      }
    },
    ledgerOf: async ({ subscriberId }) => {
      const [row] = await stage.test.query<object>(
        'SELECT sum(calls)::int AS calls, sum(cost)::int AS cost, sum(denied)::int AS denied FROM usage_hourly WHERE subscriber_id = $1',
        [subscriberId],
      );
      return row;
    },
    underCalls: async (caller, work) => {
      let calling = true;
      let [accepted, unanswered] = [0, 0];
      const callers = Array.from({ length: 6 }, async () => {
        while (calling) {
          const { statusCode } = await verify(caller);
          if (statusCode === 200) accepted += 1;
          else if (statusCode === 503) unanswered += 1;
        }
      });
      try {
        await work();
      } finally {
        calling = false;
        await Promise.all(callers);
      }
      return { accepted, unanswered };
    },
    stop: async () => {
      await stage.stop();
      operator.disconnect();
      await redis.remove();
    },
  };
}

/** How many answers had each status. */
export const statuses = (answers: readonly LightMyRequestResponse[]): Record<string, number> =>
  answers.reduce<Record<string, number>>((all, { statusCode }) => ({ ...all, [statusCode]: (all[statusCode] ?? 0) + 1 }), {});

export const times = (count: number, work: () => Promise<LightMyRequestResponse>): Promise<LightMyRequestResponse[]> =>
  Promise.all(Array.from({ length: count }, work));
