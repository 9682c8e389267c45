import { spawn } from 'node:child_process';
import { Failure, Interrupted } from './failure.mjs';
import { isAlive, npmAndItsShell } from './process-identity.mjs';
import { dyingWithUs, Server } from './processes.mjs';

const parentCheckMs = 500;

/**
 * Everything that one run of the launcher has started: the servers that stay and the commands that come and go. Whatever ends the run (a
 * signal, a parent that is gone, a server that died, an error), `close` stops all of it in the order in which nothing is lost.
 */
export class Session {
  #servers = [];
  #commands = new Set();
  #fail;
  #onChange = () => {};
  #closed = null;
  #atEnd = [];

  constructor() {
    /** Rejects when the run has to end early. */
    this.ended = new Promise((_, reject) => {
      this.#fail = reject;
    });
    this.ended.catch(() => {});
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => this.#fail(new Interrupted(signal)));
    // A terminal that closes takes us along. Whoever has sent our output elsewhere (nohup) wants us to outlive it.
    process.on('SIGHUP', () => process.stdout.isTTY && this.#fail(new Interrupted('SIGHUP')));
    this.#watchParent();
  }

  /**
   * npm does not pass every signal on, and nobody can pass on a SIGKILL: when the npm that runs us is gone, so is the reason to go on. Only
   * under npm, because a launcher started in the background by a shell outlives that shell on purpose.
   */
  #watchParent() {
    if (process.env.npm_lifecycle_event === undefined) return;
    const above = npmAndItsShell();
    setInterval(() => {
      if (!above.every(isAlive)) this.#fail(new Interrupted('npm is gone'));
    }, parentCheckMs).unref();
  }

  /** Does the work of the run; ends early, by an error, as soon as there is a reason to. */
  async run(work) {
    const running = work();
    running.catch(() => {});
    return Promise.race([running, this.ended]);
  }

  /** Has `work` done after everything is stopped. */
  atEnd(work) {
    this.#atEnd.push(work);
  }

  /** Has `listener` called with the servers, in the order in which they are to be stopped, whenever one is added. */
  onChange(listener) {
    this.#onChange = listener;
  }

  /** Starts a server that is to run until the end. Its death before that ends the run. */
  serve(plan) {
    if (this.#closed !== null) throw new Interrupted('closing');
    const server = new Server(plan);
    this.#servers.push(server);
    this.#servers.sort((a, b) => a.stopTurn - b.stopTurn);
    this.#onChange(this.#servers);
    return server;
  }

  /** From now on the server's death ends the run (before that, whoever waits for it to become ready tells the tale). */
  watch(server) {
    void server.exited.then((how) => {
      if (server.stopping || this.#closed !== null) return;
      this.#fail(
        new Failure(`${server.name} died (${how}); everything else was stopped. Its last lines:\n\n${server.lastLines()}`),
      );
    });
    return server;
  }

  /**
   * Runs a command to its end and collects its output.
   * @returns {Promise<{code: number, output: string}>} code 1 when the command could not be started or was killed.
   */
  command(command, args, options = {}) {
    if (this.#closed !== null) return Promise.reject(new Interrupted('closing'));
    const { onOutput, ...rest } = options;
    return new Promise((resolve) => {
      const child = spawn(...dyingWithUs('SIGTERM', command, args), {
        stdio: ['ignore', 'pipe', 'pipe'],
        ...rest,
        detached: true,
      });
      this.#commands.add(child);
      let output = '';
      const collect = (chunk) => {
        output += chunk;
        onOutput?.(chunk);
      };
      child.stdout?.setEncoding('utf8').on('data', collect);
      child.stderr?.setEncoding('utf8').on('data', collect);
      child.once('error', (error) => resolve({ code: 1, output: `${output}${error.message}\n` }));
      child.once('close', (code) => {
        this.#commands.delete(child);
        resolve({ code: code ?? 1, output });
      });
    });
  }

  /** Stops everything. May be called more than once; later calls wait for the first. */
  close() {
    this.#closed ??= this.#stopAll();
    return this.#closed;
  }

  get hasServers() {
    return this.#servers.length > 0;
  }

  async #stopAll() {
    for (const child of this.#commands) killGroup(child);
    for (const server of this.#servers) {
      server.stopping = true;
      await server.stop();
    }
    for (const work of this.#atEnd) await work();
  }
}

/** A command may have children of its own (npm, pnpm, a build): its whole group goes. */
function killGroup(child) {
  try {
    process.kill(-child.pid, 'SIGTERM');
  } catch {
    // It has ended in the meantime.
  }
}
