import type { Clock, LoginMethod, Random } from '@gatehouse/core';
import {
  newId,
  newSecret,
  sha256,
  type SubscriberRow,
  subscriberRepository,
  subscriberSessionRepository,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import { readCookie } from '../../edge/cookies';
import { CLOCK, RANDOM } from '../../edge/tokens';
import type { Tenant } from '../tenants/tenants.service';
import { type HostedCookie, hostedCookie, setHostedCookie } from './hosted-cookies';

const KIND = 'gth_sub';
const SESSION_SECONDS = 30 * 86_400;
/** "Last seen" is exact to this long: one write in an hour, not one a page. */
const TOUCH_EVERY_MS = 3_600_000;

export interface SubscriberSessionFacts {
  readonly sessionId: string;
  readonly subscriber: SubscriberRow;
  readonly authTime: Date;
  readonly method: LoginMethod;
}

/**
 * Sessions of subscribers on a workspace's hosted pages: an opaque secret in a cookie of that workspace's, its SHA-256 in Postgres. They spare a person the second sign-in; they open nothing but these pages.
 */
@Injectable()
export class SubscriberSessions {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(RANDOM) private readonly random: Random,
  ) {}

  /** Who is signed in to this workspace in this browser, or null. */
  async find(tx: WorkspaceTransaction, tenant: Tenant, headers: IncomingHttpHeaders): Promise<SubscriberSessionFacts | null> {
    const secret = readCookie(headers.cookie, this.cookieOf(tenant).name);
    if (secret === null) return null;
    const now = this.clock.now();
    const session = await subscriberSessionRepository.findLive(tx, sha256(secret), now);
    const subscriber = session === null ? null : await subscriberRepository.find(tx, session.subscriberId);
    if (session === null || subscriber === null) return null;
    if (session.lastSeenAt.getTime() + TOUCH_EVERY_MS <= now.getTime())
      await subscriberSessionRepository.touch(tx, session.id, now);
    return { sessionId: session.id, subscriber, authTime: session.authTime, method: session.method };
  }

  /**
   * Begins a session under a new secret and ends the one that the browser came with (OWASP Session Management: a new id at every sign-in).
   * @param signedIn when, if not now: a session that only gets a new id is no fresher than it was
   * @returns the `Set-Cookie` value, to be sent once the transaction has committed
   */
  async begin(
    tx: WorkspaceTransaction,
    tenant: Tenant,
    headers: IncomingHttpHeaders,
    { subscriberId, method, authTime }: { subscriberId: string; method: LoginMethod; authTime?: Date },
  ): Promise<string> {
    const now = this.clock.now();
    const former = readCookie(headers.cookie, this.cookieOf(tenant).name);
    if (former !== null) await subscriberSessionRepository.deleteByToken(tx, sha256(former));
    const secret = newSecret('', this.random);
    await subscriberSessionRepository.insert(tx, {
      id: newId('ses'),
      subscriberId,
      method,
      tokenHash: sha256(secret),
      userAgent: userAgentOf(headers),
      authTime: authTime ?? now,
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + SESSION_SECONDS * 1000),
    });
    return setHostedCookie(this.cookieOf(tenant), secret, SESSION_SECONDS);
  }

  /** The `Set-Cookie` value by which the browser forgets its session; the row is the caller's to delete. */
  forget(tenant: Tenant): string {
    return setHostedCookie(this.cookieOf(tenant), '', 0);
  }

  private cookieOf(tenant: Tenant): HostedCookie {
    return hostedCookie(tenant, KIND, tenant.slug, tenant.path);
  }
}

/** Headers are bytes; what is no plain text is left out rather than stored. */
function userAgentOf(headers: IncomingHttpHeaders): string | null {
  return headers['user-agent']?.replace(/[^\x20-\x7e]/g, '').slice(0, 300) || null;
}
