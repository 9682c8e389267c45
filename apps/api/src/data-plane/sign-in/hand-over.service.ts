import type { Clock, Random } from '@gatehouse/core';
import { newSecret, sha256, Vault } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { CLOCK, RANDOM, REDIS } from '../../edge/tokens';

/** `out`: from a custom domain to the service's own host, where providers come back to. `back`: from there to the domain. */
export type HandOverWay = 'out' | 'back';

/** Two redirects in a row take a second; the time to find an account lies between the two tickets, not within one. */
const MAX_AGE_SECONDS = 60;
const placeOf = (way: HandOverWay) => ({ workspaceId: '-', column: `hand-over-${way}` });

interface Sealed<Load> {
  readonly load: Load;
  readonly nonce: string;
  readonly expiresAt: number;
}

/**
 * Carries a sign-in between a custom domain and PUBLIC_URL, which share no cookies. A ticket is sealed (nobody reads or makes one), lives for a minute and
 * is taken once.
 *
 * Both ways are bound to the one browser: `out` is given only to the browser that holds the interaction's cookie on the domain, and what `back` says is taken only
 * from the browser that holds it. So a link with somebody's ticket signs nobody in as somebody else (RFC 9700 4.7).
 */
@Injectable()
export class HandOver {
  constructor(
    private readonly vault: Vault,
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(RANDOM) private readonly random: Random,
  ) {}

  give<Load extends object>(way: HandOverWay, load: Load): string {
    const expiresAt = this.clock.now().getTime() + MAX_AGE_SECONDS * 1_000;
    const sealed: Sealed<Load> = { load, nonce: newSecret('', this.random), expiresAt };
    return Buffer.from(this.vault.seal(JSON.stringify(sealed), placeOf(way))).toString('base64url');
  }

  /** What the ticket carries, the first time that it is shown; null for every other text. @throws when Redis does not answer */
  async take<Load extends object>(way: HandOverWay, ticket: unknown): Promise<Load | null> {
    const sealed = typeof ticket === 'string' ? this.open<Load>(way, ticket) : null;
    if (sealed === null || sealed.expiresAt <= this.clock.now().getTime()) return null;
    const key = `hand-over:${sha256(sealed.nonce).toString('base64url')}`;
    const first = await this.redis.set(key, '1', 'EX', MAX_AGE_SECONDS * 2, 'NX');
    return first === null ? null : sealed.load;
  }

  private open<Load>(way: HandOverWay, ticket: string): Sealed<Load> | null {
    try {
      return JSON.parse(this.vault.open(Buffer.from(ticket, 'base64url').toString('utf8'), placeOf(way))) as Sealed<Load>;
    } catch {
      return null;
    }
  }
}
