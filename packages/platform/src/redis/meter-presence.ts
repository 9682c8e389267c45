import type { Redis } from 'ioredis';
import { setTimeout as pause } from 'node:timers/promises';
import { answersWithin } from '../telemetry/answers-within';
import { takesWrites } from './takes-writes';

const RETRY_MS = 250;
/** How long calls wait at most for the rest to be told, once those that went without Redis have ended. Where that is too short, they go on without Redis, and it is tried again. */
const GATE_MS = 1_000;

/**
 * Whether Redis decides about calls. It does not while it cannot be reached, nor, once it is back, until it has been told of all that this process
 * counted meanwhile: before that its quotas are too generous. One that answers and refuses to write (a replica after a failover, no memory left) is as absent as
 * one that does not answer. So the last direct calls are let out, Redis is told, and then the next call is its.
 */
export class MeterPresence {
  private present: boolean;
  private returning = false;
  private leaving = false;
  private countedDirectly = false;
  private directCalls = 0;
  private gate: PromiseWithResolvers<void> | null = null;
  private whenOut: (() => void) | null = null;

  /** @param tell brings Redis up to what was counted without it; fails when Redis or Postgres does not answer */
  constructor(
    private readonly redis: Redis,
    private readonly tell: () => Promise<unknown>,
  ) {
    this.present = redis.status === 'ready';
    redis.on('close', () => (this.present = false));
    redis.on('ready', () => void this.comeBack());
  }

  get isPresent(): boolean {
    return this.present;
  }

  /** Redis answered that it does nothing for now, and did nothing. */
  refuse(): void {
    if (!this.present) return;
    this.present = false;
    void this.connectAnew();
  }

  /** Does something without Redis. @returns null, and nothing was done, when Redis came back before it could begin. */
  async directly<T>(work: () => Promise<T>): Promise<T | null> {
    while (this.gate !== null) await this.gate.promise;
    return this.present ? null : this.withoutRedis(work);
  }

  /** Does something without Redis also while that decides about others. Should Redis go meanwhile and come back, it does not decide before this has ended and it was told of it. */
  async beside<T>(work: () => Promise<T>): Promise<T> {
    while (this.gate !== null) await this.gate.promise;
    return this.withoutRedis(work);
  }

  private async withoutRedis<T>(work: () => Promise<T>): Promise<T> {
    this.directCalls += 1;
    try {
      return await work();
    } finally {
      this.countedDirectly = true;
      this.directCalls -= 1;
      if (this.directCalls === 0) this.whenOut?.();
    }
  }

  private async comeBack(): Promise<void> {
    if (this.returning || this.leaving) return;
    this.returning = true;
    while (!this.present && this.redis.status === 'ready') {
      if (!(await takesWrites(this.redis))) {
        this.returning = false;
        return this.connectAnew();
      }
      // Most of it while calls go on; the rest behind the gate.
      const isBack = (await this.tellAll()) && (await this.behindTheGate());
      if (!isBack) await pause(RETRY_MS);
    }
    this.returning = false;
  }

  /**
   * The name may lead to another Redis by now; and what was learned of this one, as fences are, may not hold of what it becomes. A moment later, so that
   * whoever asked together with the refused one has their answer.
   */
  private async connectAnew(): Promise<void> {
    if (this.leaving) return;
    this.leaving = true;
    await pause(RETRY_MS);
    if (this.redis.status === 'ready') {
      // Until it is closed it still answers, and must not pass for one that is back.
      const closed = new Promise((resolve) => this.redis.once('close', resolve));
      this.redis.disconnect(true);
      await closed;
    }
    this.leaving = false;
  }

  private async behindTheGate(): Promise<boolean> {
    this.gate = Promise.withResolvers<void>();
    // They come to an end by themselves. To let others go directly meanwhile would be to begin anew, for ever where more call than can go that way.
    if (this.directCalls > 0) await new Promise<void>((resolve) => (this.whenOut = resolve));
    this.whenOut = null;
    const isTold = await answersWithin(GATE_MS, this.tellTheRest());
    // What is still being told by then may not be told in the end.
    if (!isTold) this.countedDirectly = true;
    this.present = isTold && this.redis.status === 'ready';
    this.gate.resolve();
    this.gate = null;
    return this.present;
  }

  /** @throws when it could not be told */
  private async tellTheRest(): Promise<void> {
    if (!(await this.tellAll())) throw new Error('Redis could not be told of what was counted without it');
  }

  private async tellAll(): Promise<boolean> {
    if (!this.countedDirectly) return true;
    this.countedDirectly = false;
    try {
      await this.tell();
      return true;
    } catch {
      this.countedDirectly = true;
      return false;
    }
  }
}
