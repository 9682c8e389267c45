import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

/** Installed version of a package that this workspace depends on. */
const versionOf = (name) =>
  JSON.parse(readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url), 'utf8')).version;

async function redisVersion(url) {
  // Not at the top: before the workspace is installed there is no such package.
  const { Redis } = await import('ioredis');
  const redis = new Redis(url);
  try {
    return /redis_version:(\S+)/.exec(await redis.info('server'))[1];
  } finally {
    redis.disconnect();
  }
}

/**
 * The machine and the versions, with nothing that names the machine.
 * @param {{lab: import('./lab.mjs').Lab, packages: string[]}} plan
 * @returns {Promise<string>}
 */
export async function describeMachine({ lab, packages }) {
  const processors = cpus();
  const node = spawnSync(lab.toolchain.node, ['--version'], { encoding: 'utf8' }).stdout.trim().slice(1);
  const showVersion = (client) => client.query('SHOW server_version');
  const { rows } = await lab.inPostgres(lab.databaseUrl, showVersion);
  const servers = [`Node ${node}`, `Postgres ${rows[0].server_version}`, `Redis ${await redisVersion(lab.redisUrl)}`];
  const machine = `${processors.length} cores (${processors[0].model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}`;
  return [machine, ...servers, ...packages.map((name) => `${name} ${versionOf(name)}`)].join(', ');
}
