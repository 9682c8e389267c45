import net from 'node:net';
import { Failure } from './failure.mjs';

/** Where "localhost" may lead. Another program on [::1] would win over ours on 127.0.0.1; one on every address stands in the way of both. */
const loopback = ['127.0.0.1', '::1'];
const everywhere = ['0.0.0.0', '::', ...loopback];

/** Listens once to learn whether one may. Resolves to the system's error code, or to null when the port is free. */
function probe(port, host) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', (error) => resolve(error.code));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(null)));
  });
}

async function isFree(port, addresses = loopback) {
  for (const address of addresses) {
    if ((await probe(port, address)) === 'EADDRINUSE') return false;
  }
  return true;
}

/** A port on loopback that is free right now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/**
 * Starts a private server on a free port. Between finding the port and using it somebody else may take it, so a start that fails
 * is tried again on another one.
 * @template T
 * @param {(port: number) => Promise<T>} start
 * @returns {Promise<T>}
 */
export async function onFreePort(start, attempts = 3) {
  const port = await freePort();
  try {
    return await start(port);
  } catch (error) {
    if (attempts === 1 || (await isFree(port))) throw error;
    return onFreePort(start, attempts - 1);
  }
}

/**
 * @param {string} host where the API is to listen; tried there only, since even a look on another address listens on it for a moment
 * @throws {Failure} when the public port cannot be had, saying what to do about it.
 */
export async function demandPort(port, host) {
  const addresses = host === 'localhost' ? loopback : host === '0.0.0.0' || host === '::' ? everywhere : [host, ...loopback];
  if ((await probe(port, addresses[0])) === 'EACCES') {
    throw new Failure(
      `Port ${port} is reserved for the administrator on this machine: choose one above 1023, for example with PORT=3000 npm start.`,
    );
  }
  if (await isFree(port, addresses)) return;
  let other = port + 1;
  while (other < 65_535 && !(await isFree(other, addresses))) other += 1;
  throw new Failure(
    `Port ${port} is taken by another program: stop that program, or choose another port with PORT=${other} npm start.`,
  );
}
