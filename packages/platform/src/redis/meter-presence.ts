import type { Redis } from 'ioredis';
import { setTimeout as pause } from 'node:timers/promises';

const RETRY_MS = 250;

/**
 * Whether Redis decides about calls. It does not while it cannot be reached, nor, once it is back, until it has been told of all that this process
 * counted meanwhile: before that its quotas are too generous. So the last direct calls are let out, Redis is told, and then the next call is its.
 */
export class MeterPresence {
  private present: boolean;
  private returning = false;
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

  /** Does something without Redis. @returns null, and nothing was done, when Redis came back before it could begin. */
  async directly<T>(work: () => Promise<T>): Promise<T | null> {
    while (this.gate !== null) await this.gate.promise;
    if (this.present) return null;
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
    if (this.returning) return;
    this.returning = true;
    while (!this.present && this.redis.status === 'ready') {
      // Most of it while calls go on; the rest behind the gate.
      const isBack = (await this.tellAll()) && (await this.behindTheGate());
      if (!isBack) await pause(RETRY_MS);
    }
    this.returning = false;
  }

  private async behindTheGate(): Promise<boolean> {
    this.gate = Promise.withResolvers<void>();
    if (this.directCalls > 0) await new Promise<void>((resolve) => (this.whenOut = resolve));
    this.whenOut = null;
    this.present = (await this.tellAll()) && this.redis.status === 'ready';
    this.gate.resolve();
    this.gate = null;
    return this.present;
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
