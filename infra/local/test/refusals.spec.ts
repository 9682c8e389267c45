import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { freePort } from '../../../packages/testing/src/free-port';
import { Child, scratchDirectory } from './child';

const scratch = scratchDirectory();
afterAll(() => scratch.remove());

/** Runs the launcher to its end and gives what it said: one line, because one sentence is what a person can act on. */
async function refusalOf(command: string, env: Record<string, string | undefined>): Promise<string> {
  const child = new Child('infra/local/launch.mjs', [command], { DATA_DIR: join(scratch.path, 'data'), ...env });
  expect(await child.ended()).toBe(1);
  const lines = child.output.trim().split('\n');
  expect(lines).toHaveLength(1);
  return lines[0] ?? '';
}

describe('npm start, when it cannot', () => {
  it('names a port to use when its own is taken', async () => {
    const server = net.createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as net.AddressInfo;
    const said = await refusalOf('start', { PORT: String(port) });
    server.close();
    expect(said).toMatch(new RegExp(`^Port ${port} is taken .* PORT=\\d+ npm start\\.$`));
  });

  it.each<[string, Record<string, string | undefined>, RegExp]>([
    ['a port that is none', { PORT: 'http' }, /^PORT must be/],
    ['a port out of range', { PORT: '65536' }, /^PORT must be/],
    ['a public URL with a path', { PUBLIC_URL: 'https://example.com/gatehouse' }, /^PUBLIC_URL must be an origin/],
    ['production without master keys', { NODE_ENV: 'production', MASTER_KEYS: undefined }, /^MASTER_KEYS must be set/],
    [
      'production without an address of its own',
      { NODE_ENV: 'production', MASTER_KEYS: 'k1:x', PUBLIC_URL: undefined },
      /^PUBLIC_URL must be set when NODE_ENV is production/,
    ],
    [
      'production without a mail server',
      { NODE_ENV: 'production', MASTER_KEYS: 'k1:x', PUBLIC_URL: 'https://x.example', SMTP_URL: undefined },
      /^SMTP_URL must be set when NODE_ENV is production/,
    ],
    [
      'others to be reached by, without a mail server: the sandbox shows everybody everything',
      { PUBLIC_URL: 'https://x.example', SMTP_URL: undefined },
      /^SMTP_URL must be set while PUBLIC_URL is not this machine itself/,
    ],
    [
      'a sandbox that others could reach',
      { PUBLIC_URL: 'https://x.example', SMTP_URL: 'smtp://x.example', SANDBOX_URL: 'http://127.0.0.1:9' },
      /^SANDBOX_URL must not be set .* PUBLIC_URL/,
    ],
    ['a sandbox that listens beyond this machine', { LISTEN_ADDRESS: '0.0.0.0' }, /^LISTEN_ADDRESS must be a loopback address/],
    ['a Google client without its secret', { GOOGLE_CLIENT_ID: 'id' }, /^GOOGLE_CLIENT_SECRET must be set together/],
    ['a secret without its Google client', { GOOGLE_CLIENT_SECRET: 's' }, /^GOOGLE_CLIENT_ID must be set together/],
    ['half a GitHub client', { GITHUB_CLIENT_ID: 'id' }, /^GITHUB_CLIENT_SECRET must be set together/],
    ['half a Microsoft client', { MICROSOFT_CLIENT_SECRET: 's' }, /^MICROSOFT_CLIENT_ID must be set together/],
    ['a Postgres that is none', { DATABASE_URL: 'mysql://hunter2@db' }, /^DATABASE_URL must be a URL such as/],
    [
      'a Postgres that is not there',
      { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/x' },
      /^DATABASE_URL does not answer: nothing listens there\./,
    ],
    ['a Redis that is not there', { REDIS_URL: 'redis://127.0.0.1:1' }, /^REDIS_URL does not answer: nothing listens there\./],
    [
      'a data directory that is a file',
      { DATA_DIR: join(scratch.path, 'file') },
      /^The data directory .* cannot be written .* DATA_DIR\.$/,
    ],
  ])('says what to do about %s', async (_, env, sentence) => {
    writeFileSync(join(scratch.path, 'file'), '');
    expect(await refusalOf('start', { PORT: String(await freePort()), ...env })).toMatch(sentence);
  });

  it('does not repeat a value that it was given', async () => {
    expect(await refusalOf('start', { PUBLIC_URL: 'https://user:hunter2@example.com/x' })).not.toContain('hunter2');
  });

  it('lists its commands when asked for another', async () => {
    expect(await refusalOf('stat', {})).toContain('start, test, check, servers');
  });
});
