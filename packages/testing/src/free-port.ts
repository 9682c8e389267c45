import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the ports that systems lend to connections that go out (from 32768 on Linux, higher elsewhere), and above those that browsers refuse. */
const [FIRST, BEYOND] = [10_240, 32_768];
const given = new Set<number>();

/**
 * A port of this machine for a server of a test's own, which binds it a moment later. It is none that the tests' own connections to Postgres, Redis or
 * anything else could be given in between, or while the server is away to be started again.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST, BEYOND);
    if (given.has(port) || !(await canBeBound(port))) continue;
    given.add(port);
    return port;
  }
}

function canBeBound(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen({ port, exclusive: true }, () => server.close(() => done(true)));
  });
}
