import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { startTestApi, type TestApi } from '../../../test/test-api';
import { listen } from './listen';

/** Addresses of this machine that others can reach it by. */
const outward = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .filter(({ internal, family }) => !internal && family === 'IPv4')
  .map(({ address }) => address);
const hasIpv6 = Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ address }) => address === '::1'));

/** What a connection comes to: `open`, or the system's error code. */
const knock = (host: string, port: number): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(port, host, () => {
      socket.destroy();
      resolve('open');
    });
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });

describe('listening', () => {
  let api: TestApi | null = null;
  const start = async (): Promise<TestApi> => (api = await startTestApi());
  afterEach(async () => {
    await api?.stop();
    api = null;
  });

  it('on localhost answers on loopback of both families, and to nobody else', async () => {
    const port = await listen((await start()).app, 'localhost', 0);
    for (const host of ['127.0.0.1', ...(hasIpv6 ? ['[::1]'] : []), 'localhost']) {
      expect({ host, status: (await fetch(`http://${host}:${port}/healthz`)).status }).toEqual({ host, status: 200 });
    }
    for (const host of [...outward, '127.0.0.2'])
      expect({ host, found: await knock(host, port) }).toMatchObject({ found: 'ECONNREFUSED' });
  });

  it('on 0.0.0.0 answers on every address', async () => {
    const port = await listen((await start()).app, '0.0.0.0', 0);
    for (const host of ['127.0.0.1', '127.0.0.2', ...outward])
      expect({ host, found: await knock(host, port) }).toMatchObject({ found: 'open' });
  });

  it('gives both addresses back when it is closed', async () => {
    const port = await listen((await start()).app, 'localhost', 0);
    await fetch(`http://localhost:${port}/healthz`);
    await api?.stop();
    api = null;
    expect([await knock('127.0.0.1', port), await knock('::1', port)]).not.toContain('open');
  });
});
