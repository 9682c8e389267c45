import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { Child, freePort, scratchDirectory } from './child';

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
