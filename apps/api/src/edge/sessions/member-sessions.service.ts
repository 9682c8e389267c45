import type { Clock, Random } from '@gatehouse/core';
import {
  type AnyTransaction,
  type Config,
  Database,
  memberSessionRepository,
  newId,
  newSecret,
  sha256,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { userAgentOf } from '../access/request-origin';
import { CLOCK, CONFIG, RANDOM } from '../tokens';
import { clearSessionCookie, readSessionCookie, setSessionCookie } from './session-cookie';

const DAY_MS = 86_400_000;
/** A session that nobody used for this long has ended. */
const SESSION_IDLE_MS = 14 * DAY_MS;
/** And every session ends this long after the sign-in. */
const SESSION_ABSOLUTE_MS = 60 * DAY_MS;
/** How exactly "last seen" is kept: one write in five minutes, not one for every request. */
const TOUCH_EVERY_MS = 300_000;

/** Sessions that were not seen since then have ended. */
export const idleSince = (now: Date): Date => new Date(now.getTime() - SESSION_IDLE_MS);

export interface LiveSession {
  readonly memberId: string;
  readonly tokenHash: Buffer;
}

/** Dashboard sessions: an opaque 256-bit secret in a cookie, its SHA-256 in Postgres (OWASP Session Management Cheat Sheet). */
@Injectable()
export class MemberSessions {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(RANDOM) private readonly random: Random,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The session that the request's cookie opens, or null. */
  async find(request: FastifyRequest): Promise<LiveSession | null> {
    const secret = readSessionCookie(request, this.config.publicUrl);
    if (secret === null) return null;
    const tokenHash = sha256(secret);
    const now = this.clock.now();
    return this.database.inDirectory(async (tx) => {
      const session = await memberSessionRepository.find(tx, tokenHash);
      if (session === null || session.expiresAt <= now || session.lastSeenAt <= idleSince(now)) return null;
      if (session.lastSeenAt.getTime() + TOUCH_EVERY_MS <= now.getTime()) await memberSessionRepository.touch(tx, tokenHash, now);
      return { memberId: session.memberId, tokenHash };
    });
  }

  /**
   * Begins a session under a new secret, and ends the one that the browser came with: whoever knew that one, or had planted it,
   * holds nothing afterwards. The cookie is set by {@link give} once the transaction has committed.
   * @returns the secret for the cookie
   */
  async begin(tx: AnyTransaction, request: FastifyRequest, memberId: string): Promise<string> {
    const now = this.clock.now();
    const former = readSessionCookie(request, this.config.publicUrl);
    if (former !== null) await memberSessionRepository.delete(tx, sha256(former));
    await memberSessionRepository.deleteEndedOf(tx, memberId, now, idleSince(now));
    const secret = newSecret('', this.random);
    await memberSessionRepository.insert(tx, {
      id: newId('ses'),
      tokenHash: sha256(secret),
      memberId,
      userAgent: userAgentOf(request),
      createdAt: now,
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + SESSION_ABSOLUTE_MS),
    });
    return secret;
  }

  give(reply: FastifyReply, secret: string): void {
    setSessionCookie(reply, this.config.publicUrl, secret);
  }

  /** Ends the session that the request came with, if any, and takes the cookie away. */
  async end(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const secret = readSessionCookie(request, this.config.publicUrl);
    if (secret !== null) await this.database.inDirectory((tx) => memberSessionRepository.delete(tx, sha256(secret)));
    clearSessionCookie(reply, this.config.publicUrl);
  }
}
