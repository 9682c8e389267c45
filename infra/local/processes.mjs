import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Failure } from './failure.mjs';
import { shortPath } from './paths.mjs';
import { startOf } from './process-identity.mjs';

const keptLogBytes = 8 * 1024 * 1024;

/** How long a server may take to finish what it does before it is killed. */
export const graceMs = 30_000;

let deathSignalSupported;

/**
 * Makes the kernel signal the child when we are killed without a chance to stop it. Only Linux can, by util-linux's setpriv; elsewhere the
 * next start finds and stops what was left over.
 */
export function dyingWithUs(signal, command, args) {
  deathSignalSupported ??=
    process.platform === 'linux' && spawnSync('setpriv', ['--pdeathsig', 'TERM', '--', 'true']).status === 0;
  if (!deathSignalSupported) return [command, args];
  return ['setpriv', ['--pdeathsig', signal.slice('SIG'.length), '--', command, ...args]];
}

/** Opens a log for appending; one that has grown large is put aside first, so that a long life does not fill the disk. */
function openLog(file) {
  mkdirSync(dirname(file), { recursive: true });
  if (existsSync(file) && statSync(file).size > keptLogBytes) renameSync(file, `${file}.old`);
  return openSync(file, 'a', 0o600);
}

/** One server that runs until it is stopped. Its output goes to a file, so that its end is never hidden by ours. */
export class Server {
  /**
   * @param {{name: string, command: string, args: string[], env?: object, cwd?: string, uid?: number, gid?: number,
   *   log: string, stopTurn: number, stopSignal?: NodeJS.Signals, wrap?: string[]}} plan `stopTurn` orders the stopping: a server goes
   *   before those that it leans on. `wrap` is a command line in front of the server's own.
   */
  constructor(plan) {
    this.name = plan.name;
    this.log = plan.log;
    this.stopTurn = plan.stopTurn;
    this.stopSignal = plan.stopSignal ?? 'SIGTERM';
    this.stopping = false;
    const log = openLog(plan.log);
    this.#logBegins = fstatSync(log).size;
    const [command, args] = dyingWithUs(this.stopSignal, plan.command, plan.args);
    const [first, ...rest] = [...(plan.wrap ?? []), command, ...args];
    // Its own session: Ctrl-C in the terminal reaches only us, and the servers are stopped in their order.
    this.#child = spawn(first, rest, {
      detached: true,
      stdio: ['ignore', log, log],
      ...(plan.env && { env: plan.env }),
      ...(plan.cwd && { cwd: plan.cwd }),
      ...(plan.uid !== undefined && { uid: plan.uid, gid: plan.gid }),
    });
    closeSync(log);
    this.exited = new Promise((resolve) => {
      this.#child.once('error', (error) => resolve(error.message));
      this.#child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
    });
    this.pid = this.#child.pid;
    this.startedAt = this.pid === undefined ? null : startOf(this.pid);
  }

  #child;

  /** Where in the log this run begins: earlier ones stand above. */
  #logBegins;

  get running() {
    return this.pid !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Asks it to end and waits; kills it when it does not end in time. */
  async stop() {
    this.stopping = true;
    if (!this.running) return;
    this.#child.kill(this.stopSignal);
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), graceMs);
    await this.exited;
    clearTimeout(timer);
  }

  /** The last lines that it wrote. */
  lastLines(count = 20) {
    const written = readFileSync(this.log).subarray(this.#logBegins).toString('utf8');
    return written.trimEnd().split('\n').slice(-count).join('\n');
  }

  /** @throws {Failure} when `isReady` does not come true in time, or the server ends before it does. */
  async waitUntil(isReady, waitMs) {
    const deadline = performance.now() + waitMs;
    for (;;) {
      if (!this.running)
        throw new Failure(
          `${this.name} stopped (${await this.exited}) before it was ready. Its last lines:\n\n${this.lastLines()}`,
        );
      if (await isReady()) return;
      if (performance.now() > deadline) {
        throw new Failure(
          `${this.name} was not ready after ${waitMs / 1000} s; its log is ${shortPath(this.log)}. Its last lines:\n\n${this.lastLines()}`,
        );
      }
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }
}
