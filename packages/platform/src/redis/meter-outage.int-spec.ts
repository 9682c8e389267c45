import { type CallRequest, limitsFor, pendingKey, type Principal, shardOf } from '@gatehouse/core';
import { createTestDatabase, OwnRedis, seedCaller, TestClock, type TestDatabase } from '@gatehouse/testing';
import { Redis } from 'ioredis';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { systemRandom } from '../clock/system-clock';
import { sha256 } from '../crypto/secret';
import { Database } from '../database/database';
import { principalRepository } from '../database/repositories/principal.repository';
import { type Fence, Meter, UNFENCED } from './meter';
import { connectMeterRedis } from './meter-connection';
import { MeterFence } from './meter-fence';

const call: CallRequest = { action: '*', cost: null, requiredScopes: [], peek: false, idempotencyKey: null, stranger: null };

/** A wire to Redis that can be cut: at once, or after the question has gone through and before the answer comes back. */
class Wire {
  private readonly sockets = new Set<Socket>();
  private answers = true;
  private refuses = false;
  private server!: Server;

  async listen(target: URL): Promise<string> {
    this.server = createServer((client) => {
      if (this.refuses) return void client.destroy();
      const upstream = connect(Number(target.port), target.hostname);
      for (const socket of [client, upstream]) {
        this.sockets.add(socket);
        socket.on('error', () => undefined).on('close', () => this.sockets.delete(socket));
      }
      client.on('data', (data) => upstream.write(data)).on('close', () => upstream.destroy());
      upstream.on('data', (data) => (this.answers ? client.write(data) : this.cut())).on('close', () => client.destroy());
    });
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const here = new URL(target);
    here.hostname = '127.0.0.1';
    here.port = String((this.server.address() as { port: number }).port);
    return here.toString();
  }

  /** From now on an answer cuts the wire instead of coming through. */
  swallowAnswers(): void {
    this.answers = false;
  }

  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  refuse(): void {
    this.refuses = true;
    this.cut();
  }

  mend(): void {
    this.answers = true;
    this.refuses = false;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

describe('the meter without Redis', () => {
  const wire = new Wire();
  const clock = new TestClock();
  let test: TestDatabase;
  let database: Database;
  /** Its own, for it is made to forget its scripts, which all who share one would feel. */
  let own: OwnRedis;
  let redis: Redis;
  let cutRedis: Redis;
  let meter: Meter;
  let principal: Principal;
  let fence: Fence;

  const ready = (): Promise<unknown> => new Promise((resolve) => cutRedis.once('ready', resolve));
  const admit = (under: Fence) => meter.admit(principal, under, limitsFor(principal, call, clock.now()), call);
  const counted = async (): Promise<number> => {
    const all = await redis.hgetall(pendingKey(shardOf(principal.workspaceId, principal.subscriberId)));
    return Number(Object.entries(all).find(([field]) => field.endsWith('c'))?.[1] ?? 0);
  };

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await Database.connect(test.url, 3);
    own = await OwnRedis.start();
    redis = new Redis(own.url);
    cutRedis = connectMeterRedis(await wire.listen(new URL(own.url)));
    cutRedis.on('error', () => undefined);
    await ready();
    meter = new Meter({ redis: cutRedis, database, fence: new MeterFence(redis, systemRandom), random: systemRandom, clock });
    const caller = await seedCaller(test);
    principal = (await database.inWorkspace(caller.workspaceId, (tx) =>
      principalRepository.findByAccessToken(tx, sha256(caller.token), new Date()),
    )) as Principal;
  });

  beforeEach(async () => {
    const answer = await admit(UNFENCED);
    if (answer.kind === 'stale') fence = answer.fence;
  });

  afterAll(async () => {
    cutRedis.disconnect();
    redis.disconnect();
    await wire.close();
    await own.remove();
    await database.close();
    await test.drop();
  });

  it('counts a call once at most whose answer was lost, and does not repeat it when Redis is back', async () => {
    const before = await counted();
    await admit(fence);
    const reconnected = ready();
    wire.swallowAnswers();
    await expect(admit(fence)).rejects.toThrow();
    wire.mend();
    await reconnected;
    await redis.ping();
    expect(await counted()).toBe(before + 2);
  });

  it('refuses at once while Redis is away instead of keeping the call for later', async () => {
    const before = await counted();
    wire.refuse();
    await expect(admit(fence)).rejects.toThrow();
    await expect(admit(fence)).rejects.toThrow();
    const reconnected = ready();
    wire.mend();
    await reconnected;
    await redis.ping();
    expect(await counted()).toBe(before);
  });

  it('sends its script in full again when Redis has forgotten it', async () => {
    const before = await counted();
    await redis.script('FLUSH');
    expect(await admit(fence)).toMatchObject({ kind: 'decided', admission: { decision: 'accepted' } });
    expect(await counted()).toBe(before + 1);
  });
});
