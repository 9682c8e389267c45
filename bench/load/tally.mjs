import { performance } from 'node:perf_hooks';
import { cpuMicros } from '../harness/cpu-time.mjs';
import { percentile } from '../harness/statistics.mjs';

/** Counts answers between `begin` and `end`, with the CPU time that the watched processes spent meanwhile. */
export class Tally {
  #watch;
  #latenciesMs = [];
  #failures = 0;
  #firstFailure = null;
  #began = null;
  #result = null;

  /** @param {Record<string, number>} watch process ids by name */
  constructor(watch) {
    this.#watch = watch;
  }

  begin() {
    this.#began = { at: performance.now(), cpu: this.#readCpu(), own: process.cpuUsage() };
  }

  /** Records the answer to a request that was due at `dueAt` (milliseconds of `performance.now`). */
  record(status, body, dueAt) {
    if (status !== 200) {
      this.#failures += 1;
      this.#firstFailure ??= `${status} ${body.toString().slice(0, 500)}`;
    }
    if (this.#began !== null && this.#result === null) this.#latenciesMs.push(performance.now() - dueAt);
  }

  end() {
    const seconds = (performance.now() - this.#began.at) / 1000;
    const cpu = this.#readCpu();
    const own = process.cpuUsage(this.#began.own);
    const cpuMicrosUsed = Object.fromEntries(Object.entries(cpu).map(([name, micros]) => [name, micros - this.#began.cpu[name]]));
    this.#result = {
      seconds,
      completed: this.#latenciesMs.length,
      cpuMicros: cpuMicrosUsed,
      loadShare: (own.user + own.system) / 1e6 / seconds,
      p50Ms: percentile(this.#latenciesMs, 0.5),
      p99Ms: percentile(this.#latenciesMs, 0.99),
    };
  }

  /** All that happened, also outside the counted time. */
  result() {
    return { ...this.#result, failures: this.#failures, firstFailure: this.#firstFailure };
  }

  #readCpu() {
    return Object.fromEntries(Object.entries(this.#watch).map(([name, pid]) => [name, cpuMicros(pid)]));
  }
}
