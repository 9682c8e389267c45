import net from 'node:net';
import { Failure } from './failure.mjs';

const answerWaitMs = 5_000;

const stores = [
  {
    name: 'DATABASE_URL',
    key: 'databaseUrl',
    schemes: ['postgres:', 'postgresql:'],
    port: 5432,
    example: 'postgres://owner:password@host:5432/name',
  },
  { name: 'REDIS_URL', key: 'redisUrl', schemes: ['redis:', 'rediss:'], port: 6379, example: 'redis://:password@host:6379' },
];

const reasons = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'its host has no address',
  EAI_AGAIN: 'its host has no address just now',
  EHOSTUNREACH: 'there is no way to its host',
  ENETUNREACH: 'there is no way to its network',
};

/** Resolves to null once a connection stands, or to why none does. */
function reach(url, port) {
  return new Promise((resolve) => {
    const socket = net.connect({ host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || port) });
    const done = (reason) => {
      socket.destroy();
      resolve(reason);
    };
    socket.setTimeout(answerWaitMs, () => done(`no answer within ${answerWaitMs / 1000} s`));
    socket.once('connect', () => done(null));
    socket.once('error', ({ code }) => done(reasons[code] ?? code ?? 'the connection failed'));
  });
}

async function demandStore({ name, schemes, port, example }, text) {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !schemes.includes(url.protocol)) throw new Failure(`${name} must be a URL such as ${example}.`);
  // Postgres may be named by a socket's directory (`?host=/run/postgresql`): then there is no host to knock at, and the migration tells.
  if (url.hostname === '') return;
  const reason = await reach(url, port);
  if (reason !== null)
    throw new Failure(`${name} does not answer: ${reason}. Start that server, or unset ${name} to have one brought along.`);
}

/**
 * Knocks at the Postgres and the Redis that the environment names, before anything is built or started for them.
 * @throws {Failure} naming the variable, never its value.
 */
export async function demandStores(settings) {
  for (const store of stores) if (settings[store.key] !== null) await demandStore(store, settings[store.key]);
}
