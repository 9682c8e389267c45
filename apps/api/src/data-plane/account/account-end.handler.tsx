import type { Clock } from '@gatehouse/core';
import { Database, subscriberSessionRepository } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { type HostedAnswer, page, redirect } from '../../edge/hosted-pages/hosted-answer';
import { MessagePage } from '../../edge/hosted-pages/message-page';
import { browserLanguage, linkLanguage, plainFrame } from '../../edge/hosted-pages/page-frame';
import { readForm } from '../../edge/hosted-pages/read-form';
import { SubscriberErasure } from '../../edge/subscriber-data/subscriber-erasure.service';
import { SubscriberRecords } from '../../edge/subscriber-data/subscriber-record.service';
import { CLOCK } from '../../edge/tokens';
import { interactionTrouble } from '../sign-in/interaction-trouble';
import { SubscriberSessions } from '../sign-in/subscriber-sessions.service';
import { Tenants } from '../tenants/tenants.service';
import { recordOwn } from './account-changes.handler';
import { AccountDoor, type AccountRequest } from './account-door.service';
import { accountDoorTexts } from './account-door.texts';
import { accountPathsOf } from './account-paths';
import { ErasePage } from './erase-page';
import { eraseTexts } from './erase.texts';

export interface Download {
  readonly kind: 'download';
  readonly record: Readable;
  readonly fileName: string;
}

/** Leaving: with one's data, for this browser, or for good. The first and the last ask for a sign-in of the last minutes. */
@Injectable()
export class AccountEndHandler {
  constructor(
    private readonly door: AccountDoor,
    private readonly database: Database,
    private readonly tenants: Tenants,
    private readonly sessions: SubscriberSessions,
    private readonly records: SubscriberRecords,
    private readonly erasure: SubscriberErasure,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Everything that is held on the person, as a file. That it left is in the log before it does. */
  async export(http: AccountRequest): Promise<HostedAnswer | Download> {
    const account = await this.door.enterByForm(http, { fresh: true, back: '/account?notice=confirmed' });
    if (account.kind !== 'in') return account.answer;
    const { tenant, subscriber } = account;
    await this.database.inWorkspace(tenant.id, (tx) => recordOwn(tx, account, this.clock.now(), 'subscriber.data_exported'));
    return { kind: 'download', record: this.records.open(tenant, subscriber.id), fileName: this.records.fileName(tenant) };
  }

  async erase(http: AccountRequest): Promise<HostedAnswer> {
    const account = await this.door.enterByForm(http, { fresh: true, back: '/account/erase' });
    if (account.kind !== 'in') return account.answer;
    const { tenant, subscriber, frame } = account;
    const typed = readForm(http, ['email']).get('email') ?? '';
    if (typed.trim().toLowerCase() !== subscriber.email) return page(422, <ErasePage account={account} mismatch />);
    // Twice at once: the second finds nobody, and what it was asked for is done.
    await this.erasure.erase(tenant.id, subscriber.id, (tx, at) => recordOwn(tx, account, at, 'subscriber.erased'));
    const { heading, paragraphs } = eraseTexts[frame.language].done;
    const done = page(200, <MessagePage frame={frame} heading={heading} paragraphs={paragraphs(tenant.name)} />);
    return { ...done, setCookies: [this.sessions.forget(tenant)] };
  }

  async signOut(http: AccountRequest): Promise<HostedAnswer> {
    const account = await this.door.enterByForm(http);
    if (account.kind !== 'in') return account.answer;
    const { tenant, subscriber, sessionId, paths } = account;
    await this.database.inWorkspace(tenant.id, (tx) => subscriberSessionRepository.deleteOf(tx, subscriber.id, sessionId));
    return redirect(paths.signedOut, [this.sessions.forget(tenant)]);
  }

  async showSignedOut(http: AccountRequest): Promise<HostedAnswer> {
    const language = browserLanguage(http);
    const tenant = await this.tenants.resolve(http.params.workspace);
    if (tenant === null) return interactionTrouble({ kind: 'no_workspace', language });
    const { heading, paragraph, again } = accountDoorTexts[language].signedOut;
    const action = { label: again, href: accountPathsOf(tenant, linkLanguage(http)).home };
    const frame = plainFrame(language, tenant.name);
    return page(200, <MessagePage frame={frame} heading={heading} paragraphs={[paragraph]} action={action} />);
  }
}
