import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../../packages/testing/src/free-port';
import { Child, scratchDirectory } from './child';

jest.setTimeout(180_000);

const scratch = scratchDirectory();
const dataDirectory = join(scratch.path, 'data');
const address = `ada.${Date.now()}@example.com`;
let port: number;
let running: Child;

const launch = (env: Record<string, string> = {}): Child =>
  new Child('infra/local/launch.mjs', ['start'], { PORT: String(port), DATA_DIR: dataDirectory, ...env });

const get = (path: string): Promise<Response> => fetch(`http://127.0.0.1:${port}${path}`);

/** Subjects of the mails that went to our address. */
async function mails(): Promise<string[]> {
  const list = (await (await get(`/dev/mail.json?to=${encodeURIComponent(address)}`)).json()) as { subject: string }[];
  return list.map(({ subject }) => subject);
}

async function mailArrives(): Promise<string[]> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const found = await mails();
    if (found.length > 0 || Date.now() > deadline) return found;
    await new Promise((done) => setTimeout(done, 100));
  }
}

/** What the launcher says that it runs on our data directory. */
function launched(): { servers: { name: string; pid: number }[]; pids: Set<number> } {
  const record = readFileSync(join(dataDirectory, 'launcher.json'), 'utf8');
  const { servers } = JSON.parse(record) as { servers: { name: string; pid: number }[] };
  return { servers, pids: new Set([running.pid, ...servers.map(({ pid }) => pid)]) };
}

/** A listening socket's state in /proc/net/tcp. */
const LISTENING = '0A';
const HEX_LOOPBACK_6 = '00000000000000000000000001000000';

/** An address as /proc/net/tcp and tcp6 write it: hexadecimal, each 32 bits in the machine's own (little-endian) order. */
function readableAddress(hex: string): string {
  if (hex === HEX_LOOPBACK_6) return '::1';
  return hex.length > 8
    ? hex
    : (hex.match(/../g) ?? [])
        .reverse()
        .map((byte) => parseInt(byte, 16))
        .join('.');
}

/** The addresses that these processes listen on. */
function listeners(pids: ReadonlySet<number>): string[] {
  const sockets = new Set<string>();
  for (const pid of pids) {
    for (const descriptor of readdirSync(`/proc/${pid}/fd`)) {
      const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${descriptor}`))?.[1];
      if (inode !== undefined) sockets.add(inode);
    }
  }
  return ['/proc/net/tcp', '/proc/net/tcp6']
    .flatMap((file) => readFileSync(file, 'utf8').split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state, , , , , , inode]) => state === LISTENING && inode !== undefined && sockets.has(inode))
    .map(([, local = '']) => readableAddress(local.split(':')[0] ?? ''));
}

beforeAll(async () => {
  port = await freePort();
});

afterAll(async () => {
  await running?.stop();
  scratch.remove();
});

// One story, as a newcomer lives it: start, use, stop, start again.
describe('npm start', () => {
  it('starts everything on one port and prints where it is', async () => {
    running = launch();
    await running.said('Gatehouse is ready');
    await running.said(`Next: create an account at http://localhost:${port}/sign-up`);
    for (const path of ['/', '/dev/mail', '/api/v1/openapi.json']) {
      expect(running.output).toContain(`http://localhost:${port}${path}`);
      expect({ path, status: (await get(path)).status }).toEqual({ path, status: 200 });
    }
    expect((await get('/readyz')).status).toBe(200);
  });

  it('listens on this machine only, for whoever reaches the sandbox may become anybody', () => {
    const { pids } = launched();
    const open = listeners(pids);
    expect(open.length).toBeGreaterThan(4);
    expect(open.filter((address) => !address.startsWith('127.') && address !== '::1')).toEqual([]);
  });

  it('brings a mail from the API by way of the worker to the inbox', async () => {
    const body = JSON.stringify({ email: address, password: 'a long enough pass phrase 7', name: 'Ada' });
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/auth/sign-up`, { method: 'POST', headers, body });
    expect(answer.status).toBe(202);
    expect(await mailArrives()).toHaveLength(1);
  });

  it('shows the sandbox on the public port', async () => {
    const answer = await get('/dev/google/authorize?client_id=somebody');
    expect(answer.status).toBe(401);
    expect(await answer.text()).toContain('<strong>Sandbox</strong>');
  });

  it('does not start twice on the same data, nor on the same port', async () => {
    const twin = launch();
    expect(await twin.ended()).toBe(1);
    expect(twin.output.trim()).toMatch(new RegExp(`^Gatehouse already runs on .* at http://localhost:${port} .*$`));
    const neighbour = launch({ DATA_DIR: join(scratch.path, 'other') });
    expect(await neighbour.ended()).toBe(1);
    expect(neighbour.output.trim()).toMatch(new RegExp(`^Port ${port} is taken .*$`));
  });

  it('stops with exit code 0 on SIGTERM and gives the port back', async () => {
    expect(await running.stop('SIGTERM')).toBe(0);
    await expect(get('/healthz')).rejects.toThrow();
  });

  it('starts again with its data', async () => {
    running = launch();
    await running.said('Gatehouse is ready');
    expect(await mails()).toHaveLength(1);
  });

  it('starts again with its data after it was killed', async () => {
    expect(await running.stop('SIGKILL')).toBe('SIGKILL');
    running = launch();
    await running.said('Gatehouse is ready');
    expect(await mails()).toHaveLength(1);
  });

  it('says which process died, with its last lines, and stops the others', async () => {
    const { servers } = launched();
    process.kill(servers.find(({ name }) => name === 'The worker')?.pid ?? 0, 'SIGKILL');
    expect(await running.ended()).toBe(1);
    expect(running.output).toContain('The worker died (SIGKILL); everything else was stopped.');
    expect(running.output).toContain('"msg":"ready"');
    await expect(get('/healthz')).rejects.toThrow();
  });
});
