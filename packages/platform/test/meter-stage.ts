import {
  type CallRequest,
  type Clock,
  encodeUsageKey,
  hourOf,
  limitsFor,
  pendingKey,
  type Principal,
  shardOf,
} from '@gatehouse/core';
import {
  createTestDatabase,
  emptyTestRedis,
  seedCaller,
  type SeedOptions,
  TestClock,
  type TestDatabase,
} from '@gatehouse/testing';
import { Redis } from 'ioredis';
import { systemRandom } from '../src/clock/system-clock';
import { sha256 } from '../src/crypto/secret';
import { Database } from '../src/database/database';
import { principalRepository } from '../src/database/repositories/principal.repository';
import { type Fence, Meter, type MeterAnswer, UNFENCED } from '../src/redis/meter';
import { connectMeterRedis } from '../src/redis/meter-connection';
import { MeterFence } from '../src/redis/meter-fence';
import type { InTurn } from '../src/redis/quota-seed';

const PLAIN_CALL: CallRequest = {
  action: '*',
  cost: null,
  requiredScopes: [],
  peek: false,
  idempotencyKey: null,
  stranger: null,
};

/** The meter, as instances of the API hold it: each has a connection of its own, and as far as Redis can tell they are processes of their own. */
export interface MeterStage {
  readonly test: TestDatabase;
  readonly database: Database;
  readonly clock: TestClock;
  /** Looks at Redis from outside. */
  readonly redis: Redis;
  readonly fence: MeterFence;
  /** Those of the instances. */
  readonly connections: readonly Redis[];
  /** A newcomer with an access token, as verify would find them. */
  principalOf(options?: SeedOptions): Promise<Principal>;
  /** @param now for which the limits are found; the clock's unless told otherwise */
  ask(principal: Principal, under: Fence, call?: Partial<CallRequest>, instance?: number, now?: Date): Promise<MeterAnswer>;
  /** The one that somebody needs to be let through. */
  fenceOf(principal: Principal, instance?: number): Promise<Fence>;
  /** What waits for the drain of that one: calls, units, refusals. */
  pendingOf(principal: Principal): Promise<Record<string, number>>;
  /** What others of the same shard left pending through an outage of the worker. */
  fillShard(principal: Principal, fields: number): Promise<void>;
  /** How often Redis looked through a hash while that was done, by whomever. */
  looksDuring(work: () => Promise<void>): Promise<number>;
  stop(): Promise<void>;
}

export interface MeterStageOptions {
  readonly redisUrl?: string;
  readonly instances?: number;
  /** By which rates are measured; the stage's unless told otherwise. */
  readonly rateClock?: Clock;
  /** Rates by the clock of Redis, as in production, and not by the one of the test. */
  readonly ratesByRedis?: boolean;
  /** When Postgres is asked what was used. */
  readonly inTurn?: InTurn;
}

export async function startMeterStage({
  redisUrl,
  instances = 2,
  ratesByRedis = false,
  rateClock,
  inTurn,
}: MeterStageOptions = {}): Promise<MeterStage> {
  const url = redisUrl ?? (await emptyTestRedis());
  const clock = new TestClock();
  const test = await createTestDatabase();
  const database = await Database.connect(test.url, 5);
  const redis = new Redis(url);
  const fence = new MeterFence(redis, systemRandom);
  const connections: Redis[] = [];
  while (connections.length < instances) connections.push(await connected(url));
  const more = { ...(ratesByRedis ? {} : { rateClock: rateClock ?? clock }), ...(inTurn && { inTurn }) };
  const meters = connections.map((each) => new Meter({ redis: each, database, fence, random: systemRandom, clock, ...more }));
  const ask: MeterStage['ask'] = (principal, under, call = {}, instance = 0, now = clock.now()) => {
    const whole = { ...PLAIN_CALL, ...call };
    return (meters[instance] as Meter).admit(principal, under, limitsFor(principal, whole, now), whole, now);
  };
  return {
    ...{ test, database, clock, redis, fence, connections, ask },
    principalOf: async (options) => {
      const caller = await seedCaller(test, options);
      const principal = await database.inWorkspace(caller.workspaceId, (tx) =>
        principalRepository.findByAccessToken(tx, sha256(caller.token), clock.now()),
      );
      if (principal === null) throw new Error('the caller is not there');
      return principal;
    },
    fenceOf: async (principal, instance) => {
      const answer = await ask(principal, UNFENCED, { peek: true }, instance);
      if (answer.kind !== 'stale') throw new Error('somebody without a fence was let through');
      return answer.fence;
    },
    pendingOf: (principal) => pendingOf(redis, principal),
    fillShard: async (principal, fields) => {
      const others: Record<string, number> = {};
      for (let index = 0; index < fields; index += 1) {
        const subscriberId = `usr_other${index}`;
        others[`${encodeUsageKey({ ...principal, subscriberId, action: 'a', tier: 'free', hour: hourOf(clock.now()) })}u`] = 1;
      }
      await redis.hset(pendingKey(shardOf(principal.workspaceId, principal.subscriberId)), others);
    },
    looksDuring: async (work) => {
      await redis.config('RESETSTAT');
      await work();
      return Number(/^cmdstat_hscan:calls=(\d+)/m.exec(await redis.info('commandstats'))?.[1] ?? 0);
    },
    stop: async () => {
      for (const connection of [...connections, redis]) connection.disconnect();
      await database.close();
      await test.drop();
    },
  };
}

async function connected(url: string): Promise<Redis> {
  const connection = connectMeterRedis(url);
  connection.on('error', () => undefined);
  await new Promise((resolve) => connection.once('ready', resolve));
  return connection;
}

async function pendingOf(redis: Redis, { workspaceId, subscriberId }: Principal): Promise<Record<string, number>> {
  const all = await redis.hgetall(pendingKey(shardOf(workspaceId, subscriberId)));
  const counts: Record<string, number> = {};
  for (const [field, value] of Object.entries(all)) {
    if (!field.includes(`\u001f${subscriberId}\u001f`)) continue;
    const metric = field.slice(-1);
    counts[metric] = (counts[metric] ?? 0) + Number(value);
  }
  return counts;
}

export const decisionOf = (answer: MeterAnswer): string => (answer.kind === 'decided' ? answer.admission.decision : answer.kind);
