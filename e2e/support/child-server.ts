import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Hopeless } from './eventually';

const KEPT_CHARACTERS = 20_000;

/** A server run as a process of its own, as a user would run it; its last output is kept for when something goes wrong. */
export class ChildServer {
  #output = '';

  private constructor(
    private readonly name: string,
    private readonly child: ChildProcess,
  ) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk: string) => (this.#output = (this.#output + chunk).slice(-KEPT_CHARACTERS)));
    }
  }

  static start(name: string, args: string[], env: NodeJS.ProcessEnv, cwd: string): ChildServer {
    return new ChildServer(name, spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] }));
  }

  get output(): string {
    return this.#output;
  }

  /** @throws Hopeless with the last output when the process has ended. */
  demandRunning(): void {
    if (this.child.exitCode === null && this.child.signalCode === null) return;
    throw new Hopeless(`${this.name} ended (${this.child.exitCode ?? this.child.signalCode}). Its last output:\n${this.#output}`);
  }

  /** Sends SIGTERM and waits for the end; resolves to the exit code, null when a signal ended it. */
  async stop(): Promise<number | null> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return this.child.exitCode;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
    return this.child.exitCode;
  }
}
