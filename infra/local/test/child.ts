import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '../../..');

/** A program of ours run as a process, as npm runs it, with what it prints. */
export class Child {
  stdout = '';
  stderr = '';
  private readonly process: ChildProcess;

  /** @param env replaces what is in our own environment; undefined unsets. */
  constructor(script: string, args: string[], env: Record<string, string | undefined>) {
    this.process = spawn(process.execPath, [join(ROOT, script), ...args], {
      cwd: ROOT,
      env: { ...process.env, NODE_ENV: undefined, DATABASE_URL: undefined, REDIS_URL: undefined, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.process.stdout?.setEncoding('utf8').on('data', (chunk: string) => (this.stdout += chunk));
    this.process.stderr?.setEncoding('utf8').on('data', (chunk: string) => (this.stderr += chunk));
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  /** Everything that it has said, for sentences that may come on either stream. */
  get output(): string {
    return this.stdout + this.stderr;
  }

  /** Resolves to the exit code, or to the signal that ended it. */
  async ended(): Promise<number | string> {
    if (this.process.exitCode === null && this.process.signalCode === null) await once(this.process, 'close');
    return this.process.exitCode ?? this.process.signalCode ?? 'unknown';
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | string> {
    this.process.kill(signal);
    return this.ended();
  }

  /** @throws Error with everything it said when it ends, or a minute passes, before it has said `what`. */
  async said(what: string | RegExp): Promise<void> {
    const deadline = Date.now() + 60_000;
    while (this.output.search(what) === -1) {
      const over = this.process.exitCode !== null || this.process.signalCode !== null || Date.now() > deadline;
      if (over) throw new Error(`It never said ${String(what)}, but:\n${this.output}`);
      await new Promise((done) => setTimeout(done, 20));
    }
  }
}

/** A directory for one test. */
export function scratchDirectory(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'gatehouse-infra-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
