import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startStores } from '../../infra/local/backing-servers.mjs';
import { ensureSecrets } from '../../infra/local/data-directory.mjs';
import { root } from '../../infra/local/paths.mjs';
import { prepare } from '../../infra/local/prepare.mjs';
import { divideCores, leaveServerCore, onServerCore } from './cores.mjs';
import { LoadProcess } from './load-process.mjs';

const readyWaitMs = 180_000;

/**
 * Everything that a benchmark needs around its contenders: a built checkout, a Postgres and a Redis of its own with the settings of
 * `npm start` (durable, so that commits cost what they cost), the cores divided, the load process.
 */
export class Lab {
  /** @returns {Promise<Lab>} */
  static async open({ session, progress, options }) {
    // On the checkout's own disk: the system's scratch directory may lie in memory, where a commit costs nothing.
    const home = resolve(root, '.data');
    mkdirSync(home, { recursive: true, mode: 0o700 });
    const directory = mkdtempSync(join(home, 'bench-'));
    session.atEnd(() => rmSync(directory, { recursive: true, force: true }));
    const servers = [];
    session.onChange((all) => servers.splice(0, servers.length, ...all));
    const { toolchain } = await prepare({ session, progress, withRedis: true });
    const cores = divideCores();
    leaveServerCore(cores);
    const secrets = ensureSecrets(directory);
    const settings = { databaseUrl: null, redisUrl: null };
    const stores = await startStores({ settings, directory, secrets, session, progress });
    session.atEnd(stores.forget);
    const pidOf = (name) => servers.find((server) => server.name === name).pid;
    const lab = new Lab();
    Object.assign(lab, { session, progress, options, directory, toolchain, cores, secrets });
    Object.assign(lab, { databaseUrl: stores.env.DATABASE_URL, redisUrl: stores.env.REDIS_URL });
    lab.storePids = { postgres: pidOf('Postgres'), redis: pidOf('Redis') };
    lab.load = new LoadProcess(toolchain.node);
    session.atEnd(() => lab.load.close());
    return lab;
  }

  /** Creates another database on the same Postgres. @returns {Promise<string>} its URL */
  async createDatabase(name) {
    await this.inPostgres(this.databaseUrl, (client) => client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`));
    const url = new URL(this.databaseUrl);
    url.pathname = `/${name}`;
    return url.href;
  }

  /** Does work on one connection, by the user to whom everything belongs. */
  async inPostgres(url, work) {
    // Not at the top: before `prepare` the package may not be there yet.
    const { default: pg } = await import('pg');
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  /** The URL of another numbered keyspace in the same Redis. */
  keyspace(number) {
    const url = new URL(this.redisUrl);
    url.pathname = `/${number}`;
    return url.href;
  }

  /** Runs a script of the workspace to its end. @returns {Promise<string>} what it printed. @throws {Error} with its words. */
  async run(script, env) {
    const { code, output } = await this.session.command(this.toolchain.node, [resolve(root, script)], {
      cwd: root,
      env: { ...process.env, PATH: this.toolchain.path, ...env },
    });
    if (code !== 0) throw new Error(`${script} failed:\n${output}`);
    return output;
  }

  /**
   * Starts a contender's server on the core that is kept for them; `besideLoad` starts it on the others.
   * @param {{name: string, script: string, env: object, isReady?: () => Promise<boolean>, besideLoad?: boolean}} plan
   * @returns {Promise<{pid: number, stop: () => Promise<void>}>}
   */
  async serve({ name, script, env, isReady = async () => true, besideLoad = false }) {
    const profiling = this.options.profile === name ? ['--cpu-prof', `--cpu-prof-dir=${this.profileDirectory}`] : [];
    const server = this.session.serve({
      name,
      command: this.toolchain.node,
      args: [...profiling, resolve(root, script)],
      env: { ...process.env, PATH: this.toolchain.path, NODE_ENV: 'production', BENCH_READY_FILE: this.readyFile(name), ...env },
      cwd: root,
      log: join(this.directory, 'logs', `${name}.log`),
      stopTurn: 1,
      wrap: besideLoad ? [] : onServerCore(this.cores),
    });
    await server.waitUntil(isReady, readyWaitMs);
    this.session.watch(server);
    return { pid: server.pid, stop: () => server.stop() };
  }

  /** Starts one of our own servers, which tells by a file when it listens and what to send it. */
  async serveOwn({ name, script, env }) {
    const file = this.readyFile(name);
    const server = await this.serve({ name, script, env, isReady: async () => existsSync(file) });
    return { ...server, targets: JSON.parse(readFileSync(file, 'utf8')) };
  }

  /** Makes a target known to the load; `parent` names the target from whose answers its requests begin. */
  async aim(name, spec, parent) {
    const file = join(this.directory, `target-${name}.json`);
    writeFileSync(file, JSON.stringify(spec), { mode: 0o600 });
    await this.load.aim(name, file, parent);
  }

  /** Where a profiled server writes. */
  get profileDirectory() {
    return join(this.directory, 'profile');
  }

  readyFile(name) {
    const directory = join(this.directory, 'ready');
    mkdirSync(directory, { recursive: true });
    return join(directory, `${name}.json`);
  }
}
