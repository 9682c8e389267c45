import { type Clock, coversEarlierReading, mayRemember, type Principal } from '@gatehouse/core';
import {
  type Config,
  Database,
  type Fence,
  Meter,
  type MeterAnswer,
  principalRepository,
  sha256,
  UNFENCED,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { CLOCK, CONFIG } from '../../edge/tokens';

/**
 * How long a principal is remembered at most. The fence, not this, makes changes hold; this bounds what a double fault could do. Far less
 * than the lifetime of a version in Redis, or a version that ran out could make an old memory look current.
 */
const MAX_AGE_MS = 5 * 60_000;
/** Ages are looked at by a clock that is read this often, not at each call. */
const AGE_STEP_MS = 1_000;

/** A principal, and what makes that reading of them good. */
export interface KnownPrincipal {
  readonly principal: Principal;
  readonly fence: Fence;
  readonly workspaceId: string;
  readonly tokenHash: Buffer;
  /** When the reading began, by the monotonic clock, and on which connection to Redis. */
  readonly readAtMs: number;
  readonly connection: number;
}

/** Who stands behind a token: from memory while the fence holds, else from Postgres in one reading. */
@Injectable()
export class Principals {
  private readonly remembered: LRUCache<string, KnownPrincipal>;
  /** Readings under way: a hundred calls of one subscriber that meet a moved fence cause one. */
  private readonly readings = new Map<string, Promise<KnownPrincipal | null>>();

  constructor(
    private readonly database: Database,
    private readonly meter: Meter,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) config: Config,
  ) {
    this.remembered = new LRUCache({ max: config.principalCacheSize, ttl: MAX_AGE_MS, ttlResolution: AGE_STEP_MS });
  }

  /** Null when the token is unknown, expired or revoked, or of another workspace. @throws when Postgres does not answer. */
  async identify(workspaceId: string, token: string | null): Promise<KnownPrincipal | null> {
    // No other text was ever given out as an access token; asking Postgres about it would only serve whoever floods us.
    if (token === null || !/^gth_at_[\w-]{43}$/.test(token)) return null;
    const tokenHash = sha256(token);
    const known = this.remembered.get(cacheKey(workspaceId, tokenHash));
    return this.unlessExpired(known ?? (await this.read(workspaceId, tokenHash, UNFENCED)));
  }

  /** The same person under the fence that holds now: read again, unless nothing can have changed since the reading at hand. */
  async renew(known: KnownPrincipal, stale: Extract<MeterAnswer, { kind: 'stale' }>): Promise<KnownPrincipal | null> {
    const { fence, nowMs } = stale;
    const sameConnection = known.connection === fence.connection;
    if (sameConnection && coversEarlierReading(fence.text, nowMs, performance.now() - known.readAtMs)) {
      const renewed = { ...known, fence };
      this.remembered.set(cacheKey(known.workspaceId, known.tokenHash), renewed);
      return renewed;
    }
    return this.unlessExpired(await this.read(known.workspaceId, known.tokenHash, fence));
  }

  private unlessExpired(known: KnownPrincipal | null): KnownPrincipal | null {
    return known !== null && known.principal.expiresAt > this.clock.now() ? known : null;
  }

  /** Joins a reading under the same fence: it began after that fence was in force, so it is as good as one's own. */
  private read(workspaceId: string, tokenHash: Buffer, fence: Fence): Promise<KnownPrincipal | null> {
    const key = `${cacheKey(workspaceId, tokenHash)} ${fence.connection} ${fence.text}`;
    const underWay = this.readings.get(key);
    if (underWay !== undefined) return underWay;
    const reading = this.readFromPostgres(workspaceId, tokenHash, fence).finally(() => this.readings.delete(key));
    this.readings.set(key, reading);
    return reading;
  }

  private async readFromPostgres(workspaceId: string, tokenHash: Buffer, fence: Fence): Promise<KnownPrincipal | null> {
    const readAtMs = performance.now();
    const connection = this.meter.currentConnection;
    const key = cacheKey(workspaceId, tokenHash);
    const principal = await this.database.inWorkspace(workspaceId, (tx) => principalRepository.findByAccessToken(tx, tokenHash));
    if (principal === null) {
      this.remembered.delete(key);
      return null;
    }
    const known = { principal, fence, workspaceId, tokenHash, readAtMs, connection };
    if (mayRemember(fence.text)) this.remembered.set(key, known);
    return known;
  }
}

function cacheKey(workspaceId: string, tokenHash: Buffer): string {
  return `${workspaceId} ${tokenHash.toString('latin1')}`;
}
