import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Redis from 'ioredis';
import { Client } from 'pg';
import { Child, scratchDirectory } from './child';

jest.setTimeout(120_000);

const scratch = scratchDirectory();
const dataDirectory = join(scratch.path, 'data');

/** A machine whose kernel does not end children with their parent, so that a killed launcher leaves all of them behind. */
function pathWithoutDeathSignal(): string {
  const directory = join(scratch.path, 'bin');
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'setpriv'), '#!/bin/sh\nexit 1\n');
  chmodSync(join(directory, 'setpriv'), 0o755);
  return `${directory}:${process.env['PATH'] ?? ''}`;
}

interface Running {
  launcher: Child;
  databaseUrl: string;
  redisUrl: string;
}

async function start(env: Record<string, string> = {}): Promise<Running> {
  const launcher = new Child('infra/local/launch.mjs', ['servers'], { DATA_DIR: dataDirectory, ...env });
  await launcher.said('The servers run on');
  const value = (name: string): string => new RegExp(`^${name}=(.*)$`, 'm').exec(launcher.stdout)?.[1] ?? '';
  return { launcher, databaseUrl: value('DATABASE_URL'), redisUrl: value('REDIS_URL') };
}

async function onPostgres(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(sql);
  await client.end();
  return rows;
}

async function onRedis(url: string, command: string, ...args: string[]): Promise<unknown> {
  const client = new Redis(url);
  const answer: unknown = await client.call(command, ...args);
  client.disconnect();
  return answer;
}

const serverPids = (): number[] =>
  (JSON.parse(readFileSync(join(dataDirectory, 'launcher.json'), 'utf8')) as { servers: { pid: number }[] }).servers.map(
    ({ pid }) => pid,
  );

/** Dead is also who only waits to be asked how it ended: an orphan may wait for that for ever. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !existsSync('/proc/self/stat') || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

let running: Running;
let pids: number[];

afterAll(async () => {
  await running?.launcher.stop();
  scratch.remove();
});

// One story: what is written survives an orderly stop and a killed launcher, and two launchers never share a data directory.
describe('the embedded servers', () => {
  it('start on a fresh data directory, with secrets that only their owner reads', async () => {
    running = await start();
    await onPostgres(running.databaseUrl, 'CREATE TABLE kept (what text); INSERT INTO kept VALUES ($$one$$)');
    await onRedis(running.redisUrl, 'SET', 'kept', 'one');
    expect(statSync(join(dataDirectory, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('refuse whoever has no password', async () => {
    const url = new URL(running.databaseUrl);
    url.password = 'guess';
    await expect(onPostgres(url.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
    const client = new Redis(new URL(running.redisUrl).host, { lazyConnect: true });
    client.on('error', () => {});
    await expect(client.get('kept')).rejects.toThrow(/NOAUTH/);
    client.disconnect();
  });

  it('keep a second launcher off their data', async () => {
    const second = new Child('infra/local/launch.mjs', ['servers'], { DATA_DIR: dataDirectory });
    expect(await second.ended()).toBe(1);
    expect(second.output.trim()).toMatch(/^Gatehouse already runs on .* DATA_DIR\.$/);
  });

  it('stop with exit code 0 on SIGTERM, leaving nobody behind', async () => {
    pids = serverPids();
    expect(await running.launcher.stop('SIGTERM')).toBe(0);
    expect(pids.length).toBeGreaterThan(2);
    expect(pids.filter(isAlive)).toEqual([]);
  });

  it('have their data when they start again', async () => {
    running = await start({ PATH: pathWithoutDeathSignal() });
    expect(await onPostgres(running.databaseUrl, 'SELECT what FROM kept')).toEqual([{ what: 'one' }]);
    expect(await onRedis(running.redisUrl, 'GET', 'kept')).toBe('one');
  });

  it('are stopped and started anew, with what was written last, after their launcher was killed', async () => {
    await onPostgres(running.databaseUrl, 'UPDATE kept SET what = $$two$$');
    await onRedis(running.redisUrl, 'SET', 'kept', 'two');
    pids = serverPids();
    await running.launcher.stop('SIGKILL');
    expect(pids.filter(isAlive)).toEqual(pids);

    running = await start();
    expect(running.launcher.output).toContain('Stopping what an earlier run left behind');
    expect(pids.filter(isAlive)).toEqual([]);
    expect(await onPostgres(running.databaseUrl, 'SELECT what FROM kept')).toEqual([{ what: 'two' }]);
    expect(await onRedis(running.redisUrl, 'GET', 'kept')).toBe('two');
  });

  it('end the run and say which one died', async () => {
    const [sandbox = 0] = serverPids();
    process.kill(sandbox, 'SIGKILL');
    expect(await running.launcher.ended()).toBe(1);
    expect(running.launcher.output).toContain('The sandbox died (SIGKILL)');
  });

  it('start although an unrelated process has the number that a killed Postgres left in its files', async () => {
    const pidFile = join(dataDirectory, 'postgres/18/postmaster.pid');
    writeFileSync(pidFile, `${process.pid}\n${join(dataDirectory, 'postgres/18')}\n1700000000\n5432\n\n127.0.0.1\n\nready   \n`);
    running = await start();
    expect(await onPostgres(running.databaseUrl, 'SELECT what FROM kept')).toEqual([{ what: 'two' }]);
  });
});
