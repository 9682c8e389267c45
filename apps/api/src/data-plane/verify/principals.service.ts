import { type Clock, coversEarlierReading, mayRemember, type PresentedCredential, type Principal } from '@gatehouse/core';
import { type Config, Database, type Fence, Meter, type MeterAnswer, principalRepository, UNFENCED } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { hash } from 'node:crypto';
import { CLOCK, CONFIG } from '../../edge/tokens';
import { ColdReads } from './cold-reads';

/**
 * How long a principal is remembered at most. The fence, not this, makes changes hold; this bounds what a double fault could do. Far less
 * than the lifetime of a version in Redis, or a version that ran out could make an old memory look current.
 */
const MAX_AGE_MS = 5 * 60_000;
/** Ages are looked at by a clock that is read this often, not at each call. */
const AGE_STEP_MS = 1_000;

interface KnownCredential {
  readonly kind: PresentedCredential['kind'];
  /** SHA-256, a character a byte: a name in memory, which bytes cannot be. No two credentials share one, whatever their kind or workspace. */
  readonly digest: string;
}

/** A principal, and what makes that reading of them good. */
export interface KnownPrincipal {
  readonly principal: Principal;
  readonly fence: Fence;
  readonly workspaceId: string;
  readonly credential: KnownCredential;
  /** When the reading began, by the monotonic clock, and on which connection to Redis. */
  readonly readAtMs: number;
  readonly connection: number;
}

/** Who stands behind an access token or a service key: from memory while the fence holds, else from Postgres in one reading. */
@Injectable()
export class Principals {
  /** By the digest of their credential. Read by `peek`: who came longest ago goes first, whoever called last; to keep that order costs as much as the look. */
  private readonly remembered: LRUCache<string, KnownPrincipal>;
  /** Readings under way: a hundred calls of one subscriber that meet a moved fence cause one. */
  private readonly readings = new Map<string, Promise<KnownPrincipal | null>>();

  constructor(
    private readonly database: Database,
    private readonly meter: Meter,
    private readonly coldReads: ColdReads,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) config: Config,
  ) {
    this.remembered = new LRUCache({ max: config.principalCacheSize, ttl: MAX_AGE_MS, ttlResolution: AGE_STEP_MS });
  }

  /** Null when the credential is unknown, expired or revoked, or of another workspace. @throws when Postgres does not answer. */
  async identify(workspaceId: string, presented: PresentedCredential | null): Promise<KnownPrincipal | null> {
    if (presented === null) return null;
    const credential = { kind: presented.kind, digest: hash('sha256', presented.secret, 'binary') };
    return this.unlessExpired(this.recall(workspaceId, credential) ?? (await this.read(workspaceId, credential, UNFENCED)));
  }

  /** The same person under the fence that holds now: read again, unless nothing can have changed since the reading at hand. */
  async renew(known: KnownPrincipal, stale: Extract<MeterAnswer, { kind: 'stale' }>): Promise<KnownPrincipal | null> {
    const { fence, nowMs } = stale;
    const sameConnection = known.connection === fence.connection;
    if (
      sameConnection &&
      this.isServed(known.principal) &&
      coversEarlierReading(fence.text, nowMs, performance.now() - known.readAtMs)
    ) {
      const renewed = { ...known, fence };
      this.remembered.set(known.credential.digest, renewed);
      return renewed;
    }
    return this.unlessExpired(await this.read(known.workspaceId, known.credential, fence));
  }

  /** From memory. A credential at another workspace's door is nobody's there. */
  private recall(workspaceId: string, { digest }: KnownCredential): KnownPrincipal | undefined {
    const known = this.remembered.peek(digest);
    return known?.workspaceId === workspaceId && this.isServed(known.principal) ? known : undefined;
  }

  /** Whether what was read of them still holds: nobody moves the fence when the last day of a place passes. */
  private isServed({ servedUntil }: Principal): boolean {
    return servedUntil === null || this.clock.now() < servedUntil;
  }

  private unlessExpired(known: KnownPrincipal | null): KnownPrincipal | null {
    const expiresAt = known?.principal.expiresAt ?? null;
    return expiresAt !== null && expiresAt <= this.clock.now() ? null : known;
  }

  /** Joins a reading under the same fence: it began after that fence was in force, so it is as good as one's own. */
  private read(workspaceId: string, credential: KnownCredential, fence: Fence): Promise<KnownPrincipal | null> {
    const key = `${workspaceId} ${credential.kind} ${credential.digest} ${fence.connection} ${fence.text}`;
    const underWay = this.readings.get(key);
    if (underWay !== undefined) return underWay;
    const readNow = (): Promise<KnownPrincipal | null> => this.readFromPostgres(workspaceId, credential, fence);
    // Whoever is read again was known before: only strangers have to take turns.
    const reading = (fence === UNFENCED ? this.coldReads.run(readNow) : readNow()).finally(() => this.readings.delete(key));
    this.readings.set(key, reading);
    return reading;
  }

  private async readFromPostgres(workspaceId: string, credential: KnownCredential, fence: Fence): Promise<KnownPrincipal | null> {
    const readAtMs = performance.now();
    const connection = this.meter.currentConnection;
    const principal = await this.database.inWorkspacePipelined(workspaceId, (tx) =>
      principalRepository.find(tx, credential.kind, Buffer.from(credential.digest, 'binary'), this.clock.now()),
    );
    if (principal === null) {
      // At another workspace's door nobody is found, and whoever is remembered stays.
      if (this.remembered.peek(credential.digest)?.workspaceId === workspaceId) this.remembered.delete(credential.digest);
      return null;
    }
    const known = { principal, fence, workspaceId, credential, readAtMs, connection };
    if (mayRemember(fence.text)) this.remembered.set(credential.digest, known);
    return known;
  }
}
