import { Gauge } from 'prom-client';

interface Found {
  /** Null: nothing is told apart. */
  readonly kind: string | null;
  readonly value: number;
}

/**
 * What a job found in its last run, for whoever asks this worker for metrics. The next run may be another worker's, which then knows better, or
 * nobody's: once it is overdue, what the last one found is taken back. Before the first, nothing is said.
 */
export class GaugeOfLastRun {
  private found: readonly Found[] = [];
  private goodUntil = -Infinity;

  /**
   * @param goodForMs until the next run should be over, be it another worker's
   * @param now on a clock that nobody sets
   */
  constructor(
    what: { readonly name: string; readonly help: string; readonly labelNames?: readonly ['kind'] },
    private readonly goodForMs: number,
    private readonly now: () => number = () => performance.now(),
  ) {
    const current = (): readonly Found[] => (this.now() < this.goodUntil ? this.found : []);
    const { labelNames = [], ...about } = what;
    new Gauge({
      ...about,
      labelNames: [...labelNames],
      collect() {
        this.reset();
        // One without labels is 0 after that, as if somebody had looked.
        if (labelNames.length === 0) this.remove();
        for (const { kind, value } of current()) this.set(kind === null ? {} : { kind }, value);
      },
    });
  }

  /** @param found a number, or one of each kind */
  set(found: number | ReadonlyMap<string, number>): void {
    this.found =
      typeof found === 'number' ? [{ kind: null, value: found }] : [...found].map(([kind, value]) => ({ kind, value }));
    this.goodUntil = this.now() + this.goodForMs;
  }
}
