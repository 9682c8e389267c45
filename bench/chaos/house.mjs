import { resolve } from 'node:path';
import { startStores } from '../../infra/local/backing-servers.mjs';
import { Interrupted } from '../../infra/local/failure.mjs';
import { root } from '../../infra/local/paths.mjs';
import { freePort } from '../../infra/local/ports.mjs';

const restartPauseMs = 200;

/** Notes how the launcher starts a server, so that it can be started again just so; and lets none of their deaths end the run. */
class Recording {
  plans = new Map();
  servers = new Map();

  constructor(session) {
    this.session = session;
  }

  serve(plan) {
    const server = this.session.serve(plan);
    this.plans.set(plan.name, plan);
    this.servers.set(plan.name, server);
    return server;
  }

  watch(server) {
    return server;
  }

  command(...args) {
    return this.session.command(...args);
  }
}

/**
 * Gatehouse with a Postgres and a Redis of its own, each process of which may be killed at any moment. Whatever has died is started again,
 * as an orchestrator would, until it stays.
 */
export class House {
  #open = true;

  /** @returns {Promise<House>} with its stores up, and nothing else */
  static async build({ session, progress, directory, secrets, toolchain }) {
    const recording = new Recording(session);
    const settings = { databaseUrl: null, redisUrl: null };
    const stores = await startStores({ settings, directory, secrets, session: recording, progress });
    session.atEnd(stores.forget);
    const house = new House();
    return Object.assign(house, { recording, directory, secrets, toolchain, stores: stores.env, ports: [] });
  }

  get environment() {
    return {
      ...process.env,
      ...this.stores,
      PATH: this.toolchain.path,
      NODE_ENV: 'production',
      MASTER_KEYS: this.secrets.masterKeys,
      SMTP_URL: 'smtp://127.0.0.1:9',
      LOG_LEVEL: 'error',
    };
  }

  /** Runs a script of the checkout to its end. @throws {Error} with its words. */
  async run(script, env = {}) {
    const options = { cwd: root, env: { ...this.environment, ...env } };
    const { code, output } = await this.recording.command(this.toolchain.node, [resolve(root, script)], options);
    if (code !== 0) throw new Error(`${script} failed:\n${output}`);
  }

  /** Starts an instance of the API. */
  async serveApi(name) {
    const port = await freePort();
    this.ports.push(port);
    this.#serveApp(name, 'api', { PLANE: 'data', PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}` });
  }

  serveWorker(name) {
    this.#serveApp(name, 'worker', { PUBLIC_URL: 'http://127.0.0.1:9' });
  }

  #serveApp(name, app, env) {
    this.recording.serve({
      name,
      command: this.toolchain.node,
      args: [resolve(root, `apps/${app}/dist/main.js`)],
      env: { ...this.environment, ...env },
      cwd: root,
      log: resolve(this.directory, 'logs', `${name}.log`),
      stopTurn: app === 'api' ? 1 : 2,
    });
  }

  /** From now on, whatever dies is started again. */
  keepRunning() {
    for (const name of this.names) void this.#keep(name);
  }

  async #keep(name) {
    while (this.#open) {
      await this.recording.servers.get(name).exited;
      await new Promise((done) => setTimeout(done, restartPauseMs));
      if (!this.#open) return;
      try {
        this.recording.serve(this.recording.plans.get(name));
      } catch (error) {
        if (error instanceof Interrupted) return;
        throw error;
      }
    }
  }

  get names() {
    return [...this.recording.plans.keys()];
  }

  /** Ends a process as a crash would. @returns {boolean} whether it was alive. */
  kill(name) {
    const server = this.recording.servers.get(name);
    if (!server.running) return false;
    process.kill(server.pid, 'SIGKILL');
    return true;
  }

  /** Nothing is started again from now on. */
  leave() {
    this.#open = false;
  }

  lastLines(name) {
    return this.recording.servers.get(name).lastLines(5);
  }
}
