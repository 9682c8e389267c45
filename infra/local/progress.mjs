import { performance } from 'node:perf_hooks';

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const frameMs = 100;
const heartbeatMs = 10_000;

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/**
 * Tells a waiting person what is being done. A finished step is one line with its time. While it runs, a terminal shows a live line, and
 * anything else (a log file, CI) gets a line when a step starts to take long and one every ten seconds after that.
 */
export class Progress {
  #out;
  #live;
  #active = new Map();
  #timer = null;
  #frame = 0;

  constructor(out = process.stdout) {
    this.#out = out;
    this.#live = out.isTTY === true && process.env.TERM !== 'dumb';
  }

  /** Prints a line above the live one. */
  say(line = '') {
    this.#clear();
    this.#out.write(`${line}\n`);
    this.#draw();
  }

  /** Runs `work` under a label. Several steps may run at once. Passes the result or the error on. */
  async step(label, work) {
    const step = { since: performance.now(), told: -Infinity };
    this.#active.set(label, step);
    this.#start();
    try {
      const result = await work();
      this.#finish(label, step, '✓');
      return result;
    } catch (error) {
      this.#finish(label, step, '✗');
      throw error;
    }
  }

  #finish(label, step, mark) {
    this.#active.delete(label);
    if (this.#active.size === 0) this.#stop();
    this.say(`${mark} ${label} (${seconds(performance.now() - step.since)})`);
  }

  #start() {
    if (this.#timer !== null) return;
    this.#timer = setInterval(() => (this.#live ? this.#animate() : this.#heartbeat()), this.#live ? frameMs : 1000);
    this.#timer.unref();
    if (this.#live) this.#draw();
  }

  #stop() {
    clearInterval(this.#timer);
    this.#timer = null;
    this.#clear();
  }

  #heartbeat() {
    for (const [label, step] of this.#active) {
      const elapsed = performance.now() - step.since;
      if (elapsed < 2000 || elapsed - step.told < heartbeatMs) continue;
      this.#out.write(`  ${label} … ${seconds(elapsed)}\n`);
      step.told = elapsed;
    }
  }

  #animate() {
    this.#frame = (this.#frame + 1) % frames.length;
    this.#draw();
  }

  #draw() {
    if (!this.#live || this.#active.size === 0) return;
    const now = performance.now();
    const parts = [...this.#active].map(([label, step]) => `${label} ${Math.floor((now - step.since) / 1000)} s`);
    const line = `${frames[this.#frame]} ${parts.join(' · ')}`.slice(0, (this.#out.columns || 80) - 1);
    this.#out.write(`\r\u001b[2K${line}`);
  }

  #clear() {
    if (this.#live && this.#out.writable) this.#out.write('\r\u001b[2K');
  }
}
