import { AppError } from '@gatehouse/core';

/** Readings that may wait for their turn. At thousands a second that is a fraction of a second, and a burst after a start still gets through. */
const MAX_WAITING = 500;
const RETRY_SECONDS = 2;

/**
 * Readings of Postgres that calls cause: of credentials that this process has not met, of what was used when a month begins, and of all there is while Redis is away. Anybody
 * can make up credentials that look right, and each costs a transaction, so together they get half of the connections to Postgres: a flood of them leaves the other half to
 * sign-in and the token endpoint.
 */
export class ColdReads {
  private readonly atOnce: number;
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /** @param poolSize connections to Postgres that the process has */
  constructor(
    poolSize: number,
    private readonly maxWaiting = MAX_WAITING,
  ) {
    this.atOnce = Math.max(1, Math.floor(poolSize / 2));
  }

  /** Reads now or in turn. @throws AppError `temporarily_unavailable` when too many wait already */
  async run<T>(read: () => Promise<T>): Promise<T> {
    if (this.running < this.atOnce) this.running += 1;
    else await this.turn();
    try {
      return await read();
    } finally {
      const next = this.waiting.shift();
      // Whoever is next takes the place over, so that nobody who comes in between can.
      if (next === undefined) this.running -= 1;
      else next();
    }
  }

  private turn(): Promise<void> {
    if (this.waiting.length >= this.maxWaiting) {
      const detail = 'Too many callers are being looked up.';
      throw new AppError('temporarily_unavailable', { detail, retryAfterSeconds: RETRY_SECONDS });
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}
