import { type AuditAction, type Clock, parseId } from '@gatehouse/core';
import {
  auditEventRepository,
  Database,
  grantListRepository,
  interactionRepository,
  marketingConsentRepository,
  MeterFence,
  newId,
  subscriberSessionRepository,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { type HostedAnswer, redirect } from '../../edge/hosted-pages/hosted-answer';
import { marketingWording } from '../../edge/hosted-pages/marketing.texts';
import { readForm } from '../../edge/hosted-pages/read-form';
import { CLOCK } from '../../edge/tokens';
import { type Account, AccountDoor, type AccountRequest } from './account-door.service';
import type { AccountNotice } from './account-notice.texts';

/**
 * What a subscriber changes in their account. Each takes a form of a page that this session was shown, changes only what is the person's own, and
 * leads back to the account, where it is said. Done twice it is done once.
 */
@Injectable()
export class AccountChangesHandler {
  constructor(
    private readonly door: AccountDoor,
    private readonly database: Database,
    private readonly fence: MeterFence,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The GPT's tokens are refused from the next call on, on every instance. */
  async endAccess(http: AccountRequest): Promise<HostedAnswer> {
    const account = await this.door.enterByForm(http);
    if (account.kind !== 'in') return account.answer;
    const gptId = parseId('gpt', http.params.gpt);
    const { tenant, subscriber } = account;
    await this.fence.around((mark) =>
      this.database.inWorkspace(tenant.id, async (tx) => {
        const now = this.clock.now();
        const grants = await grantListRepository.listLiveOf(tx, subscriber.id, now);
        const ids = grants.filter((grant) => grant.gptId === gptId).map(({ id }) => id);
        if (ids.length === 0) return;
        await mark.subscriber(tenant.id, subscriber.id);
        const revoked = await grantListRepository.revoke(tx, { ids, subscriberId: subscriber.id, now });
        const changes = { gpt: { from: gptId, to: null } };
        if (revoked.length > 0) await recordOwn(tx, account, now, 'grant.revoked', changes);
      }),
    );
    return back(account, 'access-ended');
  }

  async endSession(http: AccountRequest): Promise<HostedAnswer> {
    const account = await this.door.enterByForm(http);
    if (account.kind !== 'in') return account.answer;
    const sessionId = parseId('ses', http.params.session);
    await this.endSessions(account, (id) => id === sessionId && id !== account.sessionId);
    return back(account, 'device-signed-out');
  }

  async endOtherSessions(http: AccountRequest): Promise<HostedAnswer> {
    const account = await this.door.enterByForm(http);
    if (account.kind !== 'in') return account.answer;
    await this.endSessions(account, (id) => id !== account.sessionId);
    return back(account, 'others-signed-out');
  }

  async news(http: AccountRequest): Promise<HostedAnswer> {
    const account = await this.door.enterByForm(http);
    if (account.kind !== 'in') return account.answer;
    const { tenant, subscriber, frame } = account;
    const answer = readForm(http, ['news']).get('news');
    if (answer !== 'agree' && answer !== 'withdraw') return redirect(account.paths.home);
    await this.database.inWorkspace(tenant.id, async (tx) => {
      const now = this.clock.now();
      if (answer === 'withdraw') return marketingConsentRepository.withdraw(tx, subscriber.id, now);
      return marketingConsentRepository.give(tx, {
        id: newId('mkc'),
        subscriberId: subscriber.id,
        wording: marketingWording[frame.language](tenant.name),
        language: frame.language,
        givenOn: 'account_page',
        givenAt: now,
      });
    });
    return back(account, answer === 'agree' ? 'agreed' : 'withdrawn');
  }

  private endSessions(account: Account, which: (sessionId: string) => boolean): Promise<void> {
    const { tenant, subscriber } = account;
    return this.database.inWorkspace(tenant.id, async (tx) => {
      const now = this.clock.now();
      const live = await subscriberSessionRepository.listLiveOf(tx, subscriber.id, now);
      const ended = live.filter(({ id }) => which(id));
      if (ended.length === 0) return;
      for (const { id } of ended) await subscriberSessionRepository.deleteOf(tx, subscriber.id, id);
      // A consent page that stands open in one of those browsers would still let it answer as this person.
      await interactionRepository.clearSubscriber(tx, subscriber.id);
      await recordOwn(tx, account, now, 'subscriber.session_ended');
    });
  }
}

/** Writes down that the person did it themself, by their id alone: the log cannot forget (ADR 0014). */
export async function recordOwn(
  tx: WorkspaceTransaction,
  { subscriber }: Pick<Account, 'subscriber'>,
  at: Date,
  action: AuditAction,
  changes: Readonly<Record<string, { from: unknown; to: unknown }>> = {},
): Promise<void> {
  await auditEventRepository.insert(tx, {
    id: newId('aud'),
    at,
    actorKind: 'subscriber',
    memberId: null,
    tokenId: null,
    action,
    targetKind: 'subscriber',
    targetId: subscriber.id,
    targetName: null,
    changes,
    sourceAddress: null,
    userAgent: null,
  });
}

const back = ({ paths }: Account, notice: AccountNotice): HostedAnswer => redirect(paths.told(notice));
