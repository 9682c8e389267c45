import { AppError, type Clock, domainIssuer, issuerOf, parseId } from '@gatehouse/core';
import {
  type Config,
  Database,
  domainDirectoryRepository,
  type GptRow,
  learnedCallbackRepository,
  turnedAwayCallbackRepository,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { TestMarks } from '../../edge/test-sign-in/test-mark';
import { CLOCK, CONFIG } from '../../edge/tokens';
import { recordChange } from '../audit/record-change';
import { CallbackUrlsService } from '../gpts/callback-urls.service';
import type { CallbackUrlList } from '../gpts/gpt.dto';
import { GptReader } from '../gpts/gpt-reader';
import type { LearnedCallbackPage, TestSignIn, TurnedAwayPage } from './callback-learning.dto';

const DAY_MS = 86_400_000;
/** A learned callback waits this long: whoever tests has the GPT editor open. */
const WAITS_MS = DAY_MS;
const SHOWN_MS = 7 * DAY_MS;

/** Learning the callback URL that ChatGPT uses by now (ADR 0018): the member's test, what it brought, and whom it kept out. */
@Injectable()
export class CallbackLearningService {
  constructor(
    private readonly database: Database,
    private readonly gpts: GptReader,
    private readonly callbackUrls: CallbackUrlsService,
    private readonly marks: TestMarks,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws AppError `not_found`, `session_required`: a script has no browser to be marked */
  startTest(workspace: WorkspaceAccess, gptId: string): Promise<TestSignIn> {
    return this.database.inWorkspace(workspace.id, async (tx) => {
      // First, so that a script learns of another workspace's GPT no more than of a missing one.
      const gpt = await this.gpts.find(tx, gptId);
      if (workspace.caller.kind !== 'session') throw new AppError('session_required');
      const mark = { workspaceId: workspace.id, gptId: gpt.id, memberId: workspace.caller.memberId };
      const { text, expiresAt } = this.marks.make('ticket', mark);
      await this.record(tx, workspace, 'callback_url.tested', gpt);
      const domain = await domainDirectoryRepository.findIssuerDomain(tx, workspace.id);
      const issuer = domain === null ? issuerOf(this.config.publicUrl, workspace.slug) : domainIssuer(domain);
      const url = `${issuer}/test-sign-in?${new URLSearchParams({ ticket: text }).toString()}`;
      return { url, expires_at: expiresAt.toISOString() };
    });
  }

  /** @throws AppError `not_found` */
  list(workspace: WorkspaceAccess, gptId: string): Promise<LearnedCallbackPage> {
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const gpt = await this.gpts.find(tx, gptId);
      const waiting = await learnedCallbackRepository.list(tx, gpt.id, this.ago(WAITS_MS));
      const data = waiting.map((one) => ({
        id: one.id,
        url: one.url,
        seen_at: one.seenAt.toISOString(),
        tested_by: one.memberName,
      }));
      return { data, next_cursor: null };
    });
  }

  /** Registers it, and its twin. @throws AppError `not_found`, `limit_reached` */
  approve(workspace: WorkspaceAccess, gptId: string, text: string): Promise<CallbackUrlList> {
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const gpt = await this.gpts.findForUpdate(tx, gptId);
      const url = await this.take(tx, gpt.id, text);
      return this.callbackUrls.register(tx, workspace, gpt, { url, action: 'callback_url.learned' });
    });
  }

  /** @throws AppError `not_found` */
  async dismiss(workspace: WorkspaceAccess, gptId: string, text: string): Promise<void> {
    await this.database.inWorkspace(workspace.id, async (tx) => {
      const gpt = await this.gpts.find(tx, gptId);
      await this.take(tx, gpt.id, text);
      await this.record(tx, workspace, 'callback_url.dismissed', gpt);
    });
  }

  /** @throws AppError `not_found` */
  turnedAway(workspace: WorkspaceAccess, gptId: string): Promise<TurnedAwayPage> {
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const gpt = await this.gpts.find(tx, gptId);
      const rows = await turnedAwayCallbackRepository.list(tx, gpt.id, this.ago(SHOWN_MS));
      const data = rows.map((row) => ({
        callback: row.callback === '' ? null : row.callback,
        times: row.times,
        first_seen_at: row.firstSeenAt.toISOString(),
        last_seen_at: row.lastSeenAt.toISOString(),
      }));
      return { data, next_cursor: null };
    });
  }

  private async take(tx: WorkspaceTransaction, gptId: string, text: string): Promise<string> {
    const id = parseId('lcb', text);
    const url = id === null ? null : await learnedCallbackRepository.take(tx, gptId, id, this.ago(WAITS_MS));
    if (url === null) throw new AppError('not_found');
    return url;
  }

  private record(
    tx: WorkspaceTransaction,
    { caller }: WorkspaceAccess,
    action: 'callback_url.tested' | 'callback_url.dismissed',
    { id, name }: GptRow,
  ): Promise<void> {
    return recordChange(tx, caller, this.clock.now(), { action, target: { kind: 'gpt', id, name } });
  }

  private ago(milliseconds: number): Date {
    return new Date(this.clock.now().getTime() - milliseconds);
  }
}
