import { cpus } from 'node:os';
import { performance } from 'node:perf_hooks';
import { cpuMicros, machineMicros } from '../harness/cpu-time.mjs';
import { percentile } from '../harness/statistics.mjs';

/** Counts answers between `begin` and `end`, with the CPU time that the watched processes spent meanwhile. */
export class Tally {
  #watch;
  #latenciesMs = [];
  #all = 0;
  #failures = 0;
  #firstFailure = null;
  #began = null;
  #result = null;

  /** @param {Record<string, number>} watch process ids by name */
  constructor(watch) {
    this.#watch = watch;
  }

  begin() {
    this.#began = { at: performance.now(), cpu: this.#readCpu(), own: process.cpuUsage(), machine: machineMicros() };
  }

  /** Records the answer to a request that was due at `dueAt` (milliseconds of `performance.now`). */
  record(status, body, dueAt) {
    this.#all += 1;
    if (status !== 200) {
      this.#failures += 1;
      this.#firstFailure ??= `${status} ${body.toString().slice(0, 500)}`;
    }
    if (this.#began !== null && this.#result === null) this.#latenciesMs.push(performance.now() - dueAt);
  }

  end() {
    const seconds = (performance.now() - this.#began.at) / 1000;
    const now = this.#readCpu();
    const own = process.cpuUsage(this.#began.own);
    const machine = machineMicros() - this.#began.machine;
    const used = Object.fromEntries(Object.entries(now).map(([name, micros]) => [name, micros - this.#began.cpu[name]]));
    const ours = Object.values(used).reduce((sum, micros) => sum + micros, own.user + own.system);
    this.#result = {
      seconds,
      completed: this.#latenciesMs.length,
      cpuMicros: used,
      loadShare: (own.user + own.system) / 1e6 / seconds,
      othersShare: Math.max(0, machine - ours) / 1e6 / seconds / cpus().length,
      p50Ms: percentile(this.#latenciesMs, 0.5),
      p99Ms: percentile(this.#latenciesMs, 0.99),
    };
  }

  /** `all` are those answered, and failures those refused, also outside of the counted time. */
  result() {
    return { ...this.#result, all: this.#all, failures: this.#failures, firstFailure: this.#firstFailure };
  }

  #readCpu() {
    return Object.fromEntries(Object.entries(this.#watch).map(([name, pid]) => [name, cpuMicros(pid)]));
  }
}
