import { AppError, type Clock, parseId } from '@gatehouse/core';
import {
  brandingRepository,
  callbackUrlRepository,
  type Config,
  gptRepository,
  type GptRow,
  gptSecretRepository,
  scopeRepository,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { issuerOfWorkspace } from '../../edge/custom-domains/issuer-of-workspace';
import { CLOCK, CONFIG } from '../../edge/tokens';
import type { Gpt } from './gpt.dto';
import { gptView } from './gpt-view';

/** Finds GPTs and shows them. Works in the transaction of whoever asks. */
@Injectable()
export class GptReader {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws AppError `not_found`, the same for a missing, a deleted and another workspace's GPT, and for text that is no id */
  find(tx: WorkspaceTransaction, id: string): Promise<GptRow> {
    return this.required(id, (gptId) => gptRepository.find(tx, gptId));
  }

  /** The same, locked until the transaction ends. */
  findForUpdate(tx: WorkspaceTransaction, id: string): Promise<GptRow> {
    return this.required(id, (gptId) => gptRepository.findForUpdate(tx, gptId));
  }

  async show(tx: WorkspaceTransaction, slug: string, gpts: readonly GptRow[]): Promise<Gpt[]> {
    const ids = gpts.map((gpt) => gpt.id);
    // One after another: a transaction is one connection, which answers one question at a time.
    const parts = {
      callbackUrls: await callbackUrlRepository.listForAll(tx, ids),
      scopes: await scopeRepository.listForAll(tx, ids),
      secrets: await gptSecretRepository.listLiveOf(tx, ids, this.clock.now()),
      calls: await gptRepository.countCalls(tx, ids),
      privacyUrls: await brandingRepository.listPrivacyUrls(tx, ids),
    };
    const issuer = await issuerOfWorkspace(tx, this.config.publicUrl, { id: tx.workspaceId, slug });
    return gpts.map((gpt) => gptView(gpt, parts, issuer));
  }

  async showOne(tx: WorkspaceTransaction, slug: string, id: string): Promise<Gpt> {
    const [shown] = await this.show(tx, slug, [await this.find(tx, id)]);
    if (shown === undefined) throw new AppError('not_found');
    if (shown.api === null) return shown;
    return { ...shown, api: { ...shown.api, openapi: await gptRepository.findOpenApi(tx, shown.id) } };
  }

  private async required(text: string, find: (id: string) => Promise<GptRow | null>): Promise<GptRow> {
    const id = parseId('gpt', text);
    const gpt = id === null ? null : await find(id);
    if (gpt === null) throw new AppError('not_found');
    return gpt;
  }
}
