import { pendingKey } from '@gatehouse/core';
import { connectRedis, createLogger, Database, mustTakeWrites, UsageBuffer } from '@gatehouse/platform';
import { OwnRedis } from '@gatehouse/testing';
import { Redis } from 'ioredis';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { JobRunner } from './job-runner';
import { serveStatus } from './status-server';

const logger = createLogger({ logLevel: 'silent' }, 'test');
/** This test is about Redis. */
const postgres = { ping: () => Promise.resolve() } as unknown as Database;

/** A name of Redis: it leads new connections to where it is told, and cuts none. */
class Name {
  private readonly sockets = new Set<Socket>();
  private readonly server: Server = createServer((client) => {
    const upstream = connect(Number(this.target.port), this.target.hostname);
    for (const socket of [client, upstream]) this.sockets.add(socket.on('error', () => undefined));
    client.pipe(upstream).pipe(client);
  });

  private constructor(private target: URL) {}

  static async of(target: string): Promise<Name> {
    const name = new Name(new URL(target));
    await new Promise<void>((done) => name.server.listen(0, '127.0.0.1', done));
    return name;
  }

  get url(): string {
    return `redis://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  leadTo(target: string): void {
    this.target = new URL(target);
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((done) => this.server.close(done));
  }
}

describe('a failover that closes no connection', () => {
  const left: (() => unknown)[] = [];
  let [former, next]: OwnRedis[] = [];
  let name: Name;
  /** Speak to each Redis itself, as its operator would. */
  let [atFormer, atNext]: Redis[] = [];

  beforeAll(async () => {
    former = await OwnRedis.start();
    next = await OwnRedis.start();
    name = await Name.of(former.url);
    atFormer = new Redis(former.url);
    atNext = new Redis(next.url);
  });
  afterAll(async () => {
    for (const leave of left.reverse()) await leave();
    atFormer?.disconnect();
    atNext?.disconnect();
    await name.close();
    await former?.remove();
    await next?.remove();
  });

  function connectByName(): Redis {
    const redis = connectRedis(name.url);
    redis.on('error', () => undefined);
    left.push(() => redis.disconnect());
    return redis;
  }
  async function until(holds: () => Promise<boolean>): Promise<void> {
    while (!(await holds().catch(() => false))) await pause(20);
  }

  it('leads drain, wake-ups, plain writes and readiness to the new primary, by themselves', async () => {
    const buffer = new UsageBuffer(connectByName());
    const writer = connectByName();
    const status = serveStatus({ host: '127.0.0.1' }, 0, postgres, connectByName());
    left.push(() => new Promise((done) => status.close(done)));
    let runs = 0;
    const runner = new JobRunner(name.url, logger);
    left.push(() => runner.close());
    await runner.start({
      queue: 'tick',
      concurrency: 1,
      schedules: [{ id: 'tick', everyMs: 50, data: {} }],
      lockMs: 5_000,
      run: () => Promise.resolve(void (runs += 1)),
    });
    const readiness = async (): Promise<number> =>
      (await fetch(`http://127.0.0.1:${(status.address() as AddressInfo).port}/readyz`)).status;
    await until(() => Promise.resolve(runs > 2));
    await writer.set('where', 'former');
    expect(await buffer.take(1)).toBeNull();
    expect(await readiness()).toBe(200);

    await atFormer?.replicaof('127.0.0.1', Number(new URL(next?.url ?? '').port));
    // Nobody leads it anywhere yet: it answers, and refuses. Who watches is told so.
    expect(await readiness()).toBe(503);
    name.leadTo(next?.url ?? '');
    const before = runs;
    await until(async () => (await writer.set('where', 'next')) === 'OK');
    expect(await atNext?.get('where')).toBe('next');
    await atNext?.hset(pendingKey(1), 'anything', '1');
    await until(async () => (await buffer.take(1)) !== null);
    await until(async () => (await readiness()) === 200);
    await until(() => Promise.resolve(runs > before + 2));
    expect(await atNext?.exists('bull:tick:meta')).toBe(1);
  });

  it('is no reason to connect over and over, where the name still leads to the replica', async () => {
    name.leadTo(former?.url ?? '');
    const redis = connectByName();
    let connections = 0;
    redis.on('ready', () => (connections += 1));
    // Many writes, hardly any time: a connection that was made a moment ago is kept.
    for (let write = 0; write < 200; write += 1) await expect(mustTakeWrites(redis)).rejects.toThrow('READONLY');
    expect(connections).toBeLessThan(50);
  });
});
