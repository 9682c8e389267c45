import { mkdirSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { resolve } from 'node:path';
import { onFreePort } from './ports.mjs';
import { findRedis } from './redis-binaries.mjs';

const startWaitMs = 60_000;

/** By a file and not by arguments, which every user of the machine can read in the list of processes. */
function configuration(home, port, password, scratch) {
  return [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${password}`,
    `dir "${home}"`,
    // Pending counts live here until a worker has drained them, so they have to outlive a restart, and a kill at any moment (ADR 0005).
    `appendonly ${scratch ? 'no' : 'yes'}`,
    'appendfsync always',
    // At 64 MB, the default, verify under full load would have the log written anew every few seconds, on the core that Redis itself needs.
    'auto-aof-rewrite-min-size 256mb',
    'save ""',
    // Evicting a counter would be losing money: better refuse to write.
    'maxmemory-policy noeviction',
    '',
  ].join('\n');
}

/** Whether a Redis answers and has its data loaded. */
function answers(port, password) {
  return new Promise((done) => {
    const socket = net.connect({ port, host: '127.0.0.1' }, () => socket.write(`AUTH ${password}\r\nPING\r\n`));
    let heard = '';
    socket.setTimeout(1000, () => socket.destroy());
    socket.on('data', (chunk) => {
      heard += chunk;
      if (heard.includes('+PONG') || heard.includes('-')) socket.destroy();
    });
    socket.once('error', () => done(false));
    socket.once('close', () => done(heard.includes('+PONG')));
  });
}

/**
 * Starts Redis on a private loopback port.
 * @param {{directory: string, password: string, scratch?: boolean, session: import('./session.mjs').Session}} options
 * @returns {Promise<string>} its URL
 */
export async function startRedis({ directory, password, scratch = false, session }) {
  const { command, env } = findRedis();
  const home = resolve(directory, 'redis');
  mkdirSync(home, { recursive: true, mode: 0o700 });
  return onFreePort(async (port) => {
    const file = resolve(home, 'redis.conf');
    writeFileSync(file, configuration(home, port, password, scratch), { mode: 0o600 });
    const log = resolve(directory, 'logs/redis.log');
    const server = session.serve({ name: 'Redis', command, args: [file], env, cwd: home, log, stopTurn: 4 });
    await server.waitUntil(() => answers(port, password), startWaitMs);
    session.watch(server);
    return `redis://:${password}@127.0.0.1:${port}`;
  });
}
