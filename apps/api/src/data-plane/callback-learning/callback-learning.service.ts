import { type Clock, maskedCallback } from '@gatehouse/core';
import {
  type Config,
  Database,
  learnedCallbackRepository,
  type MemberRole,
  membershipRepository,
  newId,
  turnedAwayCallbackRepository,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { readCookie } from '../../edge/cookies';
import { type TestMark, TEST_BROWSER_SECONDS, TestMarks } from '../../edge/test-sign-in/test-mark';
import { Throttle } from '../../edge/throttle/throttle.service';
import { CLOCK, CONFIG } from '../../edge/tokens';
import { type HostedCookie, hostedCookie, setHostedCookie } from '../sign-in/hosted-cookies';
import type { Tenant } from '../tenants/tenants.service';
import { isLearnable } from './learnable-callback';

const KIND = 'gth_test';
/** Callbacks of one GPT that wait for approval; the newest stay. */
const MOST_WAITING = 5;
/** Rows about one GPT that strangers can cause. */
const MOST_ROWS = 10;
/** What is written about one GPT: by one source, and by all of them. The count is a sign of trouble, not a bill. */
const BY_SOURCE = { name: 'turned-away-source', points: 5, seconds: 3600 };
const BY_ALL = { name: 'turned-away', points: 30, seconds: 60 };
const MAY_REGISTER: readonly MemberRole[] = ['owner', 'admin', 'developer'];

/** What becomes of a callback that is not registered: kept for approval if a member's own test brought it, else counted. Never redirected to. */
@Injectable()
export class CallbackLearning {
  constructor(
    private readonly marks: TestMarks,
    private readonly throttle: Throttle,
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The `Set-Cookie` value that marks this browser as the member's who opened the link; null when the ticket is none of ours, or old. */
  markBrowser(tenant: Tenant, ticket: string | null): { readonly cookie: string; readonly mark: TestMark } | null {
    const mark = this.marks.read('ticket', ticket, tenant.id);
    if (mark === null) return null;
    return { cookie: setHostedCookie(this.cookieOf(tenant), this.marks.make('browser', mark).text, TEST_BROWSER_SECONDS), mark };
  }

  /**
   * In transactions of its own, one after the other, and never inside of the caller's: the throttle takes a connection too, and whoever waits for a second one
   * while holding a first can wait for ever, if enough do (anybody can send a callback that is not registered).
   * @returns where the member whose test brought it decides about it; null for everybody else
   */
  async meet(
    tenant: Tenant,
    { gptId, url, http }: { readonly gptId: string; readonly url: string; readonly http: FastifyRequest },
  ): Promise<string | null> {
    const now = this.clock.now();
    if (isLearnable(url, this.config) && (await this.learn(tenant, { gptId, url, http, now })))
      return `${this.config.publicUrl}/w/${tenant.slug}/gpts/${gptId}`;
    const source = this.throttle.source(http);
    const heard = await this.throttle.trySpend([
      { allowance: BY_SOURCE, of: `${gptId} ${source}` },
      { allowance: BY_ALL, of: gptId },
    ]);
    if (!heard) return null;
    const callback = maskedCallback(url) ?? '';
    await this.database.inWorkspace(tenant.id, (tx) =>
      turnedAwayCallbackRepository.count(tx, { gptId, callback, now, mostRows: MOST_ROWS }),
    );
    return null;
  }

  /** @returns whether it was kept, because a member's test brought it */
  private learn(
    tenant: Tenant,
    { gptId, url, http, now }: { gptId: string; url: string; http: FastifyRequest; now: Date },
  ): Promise<boolean> {
    return this.database.inWorkspace(tenant.id, async (tx) => {
      const memberId = await this.testerOf(tx, tenant, gptId, http);
      if (memberId === null) return false;
      await learnedCallbackRepository.learn(tx, { id: newId('lcb'), gptId, url, memberId, seenAt: now }, MOST_WAITING);
      return true;
    });
  }

  /** The member in whose test this browser is, if they may register callbacks at this moment. */
  private async testerOf(tx: WorkspaceTransaction, tenant: Tenant, gptId: string, http: FastifyRequest): Promise<string | null> {
    const mark = this.marks.read('browser', readCookie(http.headers.cookie, this.cookieOf(tenant).name), tenant.id);
    if (mark === null || mark.gptId !== gptId) return null;
    const role = await membershipRepository.roleOf(tx, mark.memberId);
    return role !== null && MAY_REGISTER.includes(role) ? mark.memberId : null;
  }

  private cookieOf(tenant: Tenant): HostedCookie {
    return hostedCookie(tenant, KIND, tenant.slug, tenant.path);
  }
}
