import { parseId } from '@gatehouse/core';
import { Injectable } from '@nestjs/common';
import { type HostedAnswer, page } from '../../edge/hosted-pages/hosted-answer';
import { interactionTrouble } from '../sign-in/interaction-trouble';
import { AccountDoor, type AccountRequest } from './account-door.service';
import { ACCOUNT_NOTICES, type AccountNotice } from './account-notice.texts';
import { AccountPage } from './account-page';
import { AccountReader } from './account-reader.service';
import { ErasePage } from './erase-page';
import { GptAccessPage } from './gpt-access-page';

/** What a subscriber sees of their account: `GET /account`, `GET /account/gpts/{id}`, `GET /account/erase`. Nothing here changes anything. */
@Injectable()
export class AccountHandler {
  constructor(
    private readonly door: AccountDoor,
    private readonly reader: AccountReader,
  ) {}

  async show(http: AccountRequest): Promise<HostedAnswer> {
    const account = await this.door.enter(http);
    if (account.kind !== 'in') return account.answer;
    const overview = await this.reader.overview(account);
    return page(200, <AccountPage account={account} overview={overview} notice={noticeOf(http)} />);
  }

  async showGpt(http: AccountRequest): Promise<HostedAnswer> {
    const account = await this.door.enter(http);
    if (account.kind !== 'in') return account.answer;
    const id = parseId('gpt', http.params.gpt);
    const found = id === null ? null : await this.reader.gpt(account, id);
    if (found === null) return interactionTrouble({ kind: 'no_workspace', language: account.frame.language });
    return page(200, <GptAccessPage account={account} access={found.access} days={found.days} />);
  }

  async showErase(http: AccountRequest): Promise<HostedAnswer> {
    const account = await this.door.enter(http, { fresh: true, back: '/account/erase' });
    return account.kind === 'in' ? page(200, <ErasePage account={account} mismatch={false} />) : account.answer;
  }
}

function noticeOf(http: AccountRequest): AccountNotice | null {
  const { notice } = http.query as { notice?: unknown };
  return ACCOUNT_NOTICES.find((known) => known === notice) ?? null;
}
