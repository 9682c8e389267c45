import { AppError, type Clock, maskedCallback, parseId } from '@gatehouse/core';
import {
  callbackUrlRepository,
  Database,
  type GptRow,
  learnedCallbackRepository,
  newId,
  turnedAwayCallbackRepository,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { CLOCK } from '../../edge/tokens';
import { recordChange } from '../audit/record-change';
import { GptReader } from './gpt-reader';
import { callbackUrlsToRegister, pastedCount } from './gpt-settings';
import { callbackUrlView } from './gpt-view';
import { type CallbackUrlList, type CreateCallbackUrl, MAX_CALLBACK_URLS } from './gpt.dto';

/** Where ChatGPT may be sent back to: exact URLs, each of ChatGPT's with its twin on the other host. */
@Injectable()
export class CallbackUrlsService {
  constructor(
    private readonly database: Database,
    private readonly reader: GptReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Registers a URL and its twin; pasting it again changes nothing. @throws AppError `validation_failed`, `not_found`, `limit_reached` */
  async add(workspace: WorkspaceAccess, gptId: string, { url }: CreateCallbackUrl): Promise<CallbackUrlList> {
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const gpt = await this.reader.findForUpdate(tx, gptId);
      return this.register(tx, workspace, gpt, { url, action: 'callback_url.added' });
    });
  }

  /** The same in the caller's transaction, which has locked the GPT. @throws AppError `validation_failed`, `limit_reached` */
  async register(
    tx: WorkspaceTransaction,
    workspace: WorkspaceAccess,
    gpt: GptRow,
    { url, action }: { readonly url: string; readonly action: 'callback_url.added' | 'callback_url.learned' },
  ): Promise<CallbackUrlList> {
    const wanted = callbackUrlsToRegister([url], () => 'url');
    const present = await callbackUrlRepository.listFor(tx, gpt.id);
    const missing = wanted.filter((one) => !present.some((other) => other.url === one));
    if (pastedCount([...present.map((one) => one.url), ...missing]) > MAX_CALLBACK_URLS) throw new AppError('limit_reached');
    await callbackUrlRepository.insertMissing(tx, this.rows(gpt.id, missing));
    if (missing.length > 0) {
      const target = { kind: 'gpt', id: gpt.id, name: gpt.name };
      const changes = { callback_urls: { from: null, to: missing } };
      await recordChange(tx, workspace.caller, this.clock.now(), { action, target, changes });
    }
    // What was in the way of people at these URLs is mended.
    await learnedCallbackRepository.forget(tx, gpt.id, wanted);
    await turnedAwayCallbackRepository.forget(tx, gpt.id, [...new Set(wanted.map((one) => maskedCallback(one) ?? ''))]);
    const registered = await callbackUrlRepository.listFor(tx, gpt.id);
    return { data: registered.filter((one) => wanted.includes(one.url)).map(callbackUrlView) };
  }

  /** @throws AppError `not_found` */
  async remove(workspace: WorkspaceAccess, gptId: string, text: string): Promise<void> {
    await this.database.inWorkspace(workspace.id, async (tx) => {
      const gpt = await this.reader.find(tx, gptId);
      const id = parseId('cbu', text);
      const present = await callbackUrlRepository.listFor(tx, gpt.id);
      const gone = present.find((one) => one.id === id);
      if (id === null || !(await callbackUrlRepository.delete(tx, gpt.id, id))) throw new AppError('not_found');
      const target = { kind: 'gpt', id: gpt.id, name: gpt.name };
      const changes = { callback_urls: { from: gone === undefined ? null : [gone.url], to: null } };
      await recordChange(tx, workspace.caller, this.clock.now(), { action: 'callback_url.removed', target, changes });
    });
  }

  /** Makes the GPT's callback URLs exactly these. One that stays keeps its id. */
  async replaceAll(tx: WorkspaceTransaction, gptId: string, urls: readonly string[]): Promise<void> {
    if (pastedCount(urls) > MAX_CALLBACK_URLS) throw new AppError('limit_reached');
    const present = await callbackUrlRepository.listFor(tx, gptId);
    const gone = present.filter((one) => !urls.includes(one.url));
    await callbackUrlRepository.deleteMany(
      tx,
      gptId,
      gone.map((one) => one.id),
    );
    await callbackUrlRepository.insertMissing(tx, this.rows(gptId, urls));
  }

  private rows(gptId: string, urls: readonly string[]): { id: string; gptId: string; url: string; createdAt: Date }[] {
    const createdAt = this.clock.now();
    return urls.map((url) => ({ id: newId('cbu'), gptId, url, createdAt }));
  }
}
