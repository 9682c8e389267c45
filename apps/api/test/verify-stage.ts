import { createTestDatabase, type SeededCaller, TestClock, type TestDatabase } from '@gatehouse/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { VerifyModule } from '../src/data-plane/verify/verify.module';
import { startPlane, testConfig } from './start-plane';

/** Verify alone, as two processes of the API answer it. No worker runs: nothing of what Redis counted comes home. */
export interface VerifyStage {
  readonly clock: TestClock;
  readonly test: TestDatabase;
  readonly apps: readonly NestFastifyApplication[];
  send(options: InjectOptions, instance?: number): Promise<LightMyRequestResponse>;
  verify(caller: SeededCaller, parameters?: string, instance?: number, headers?: object): Promise<LightMyRequestResponse>;
  /** One process more. @returns which of the instances it is */
  startAnother(): Promise<number>;
  stop(): Promise<void>;
}

/**
 * @param redisUrl of a Redis that the test has made ready
 * @param more of the configuration than servers
 */
export async function startVerifyStage(redisUrl: string, more: Record<string, string> = {}): Promise<VerifyStage> {
  const clock = new TestClock(new Date('2026-11-21T10:00:00Z'));
  const test = await createTestDatabase();
  const start = () => startPlane(testConfig(test.url, redisUrl, more), clock, [VerifyModule]);
  const apps = [await start(), await start()];
  const send: VerifyStage['send'] = (options, instance = 0) => (apps[instance] as NestFastifyApplication).inject(options);
  return {
    ...{ clock, test, apps, send },
    verify: ({ slug, token }, parameters = '', instance = 0, headers = {}) =>
      send({ url: `/t/${slug}/verify${parameters}`, headers: { authorization: `Bearer ${token}`, ...headers } }, instance),
    startAnother: async () => apps.push(await start()) - 1,
    stop: async () => {
      for (const app of apps) await app.close();
      await test.drop();
    },
  };
}
