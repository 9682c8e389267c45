import { parseId } from '@gatehouse/core';
import type { Config } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { type HostedAnswer, page } from '../../edge/hosted-pages/hosted-answer';
import { CONFIG } from '../../edge/tokens';
import { interactionTrouble } from '../sign-in/interaction-trouble';
import { AccountDoor, type AccountRequest } from './account-door.service';
import { ACCOUNT_NOTICES, type AccountNotice } from './account-notice.texts';
import { AccountPage } from './account-page';
import { AccountReader } from './account-reader.service';
import { ErasePage } from './erase-page';
import { GptAccessPage } from './gpt-access-page';
import { portalTargets } from './portal-targets';

/** What a subscriber sees of their account: `GET /account`, `GET /account/gpts/{id}`, `GET /account/erase`. Nothing here changes anything. */
@Injectable()
export class AccountHandler {
  constructor(
    private readonly door: AccountDoor,
    private readonly reader: AccountReader,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async show(http: AccountRequest): Promise<HostedAnswer> {
    const account = await this.door.enter(http);
    if (account.kind !== 'in') return account.answer;
    const overview = await this.reader.overview(account);
    const shown = <AccountPage account={account} overview={overview} notice={noticeOf(http)} />;
    return page(200, shown, portalTargets(this.config));
  }

  async showGpt(http: AccountRequest): Promise<HostedAnswer> {
    const account = await this.door.enter(http);
    if (account.kind !== 'in') return account.answer;
    const id = parseId('gpt', http.params.gpt);
    const found = id === null ? null : await this.reader.gpt(account, id);
    if (found === null) return interactionTrouble({ kind: 'no_workspace', language: account.frame.language });
    return page(200, <GptAccessPage account={account} {...found} />, portalTargets(this.config));
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
