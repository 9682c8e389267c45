import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** An address family that the machine does not have. */
const NO_SUCH_ADDRESS: ReadonlySet<string | undefined> = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT']);

/**
 * Listens on an address. `localhost` is loopback of both families, since a browser may take the name for either; where the machine has
 * no IPv6, for the other alone.
 * @param port 0 for any that is free
 * @returns the port
 * @throws the system's error when the port cannot be had on one of them
 */
export async function listen(app: NestFastifyApplication, host: string, port: number): Promise<number> {
  await app.listen(port, host === 'localhost' ? '127.0.0.1' : host);
  const taken = (app.getHttpServer().address() as AddressInfo).port;
  if (host === 'localhost') await joinIpv6Loopback(app, taken);
  return taken;
}

/** Hands connections to `::1` to the one HTTP server, whose limits and whose closing hold for them as for all others. */
function joinIpv6Loopback(app: NestFastifyApplication, port: number): Promise<void> {
  const http = app.getHttpServer();
  const door = createServer({ allowHalfOpen: true, noDelay: true }, (socket: Socket) => http.emit('connection', socket));
  http.once('close', () => door.close());
  return new Promise((resolve, reject) => {
    door.once('error', (error: NodeJS.ErrnoException) => (NO_SUCH_ADDRESS.has(error.code) ? resolve() : reject(error)));
    door.listen({ port, host: '::1', ipv6Only: true }, resolve);
  });
}
