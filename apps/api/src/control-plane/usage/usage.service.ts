import { AppError, type Clock, MOST_ACTIONS_A_DAY, OTHER_ACTIONS, parseId } from '@gatehouse/core';
import {
  Database,
  type UsageCursor,
  usagePartitionRepository,
  type UsageQuestion,
  type UsageReport,
  usageReportRepository,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { CLOCK } from '../../edge/tokens';
import { decodeCursor, encodeCursor } from '../paging/cursor';
import { usageRange, type UsageRange } from './usage-range';
import type { ActiveSubscribers, Usage, UsageFilterQuery, UsageQuery, UsageRangeQuery } from './usage.dto';

interface Answer extends UsageReport {
  readonly note: string | null;
}

const NOTHING: Answer = { total: { calls: 0, cost: 0, denied: 0 }, rows: [], next: null, note: null };

const OTHER_ACTIONS_NOTE =
  `More than ${MOST_ACTIONS_A_DAY} different actions of a GPT were called in a day. Those beyond are counted in full, as ${OTHER_ACTIONS}. ` +
  'To tell them apart, have your API name an action by its operationId, and leave out ids.';

/** What was called, by whom, when. */
@Injectable()
export class UsageService {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A GPT or subscriber that is missing, or another workspace's, has no calls here. @throws AppError `validation_failed` */
  async report(workspace: WorkspaceAccess, query: UsageQuery): Promise<Usage> {
    const { from, to } = this.rangeOf(query);
    const question = this.questionFrom(query);
    const { total, rows, next, note } =
      question === null ? NOTHING : await this.database.inWorkspace(workspace.id, (tx) => this.ask(tx, question));
    return {
      from: from.toISOString(),
      to: to.toISOString(),
      group_by: query.group_by,
      total,
      data: [...rows],
      note,
      next_cursor: next === null ? null : encodeCursor(next),
    };
  }

  /** Nobody is active in a GPT that is missing, or another workspace's. @throws AppError `validation_failed` */
  async activeSubscribers(workspace: WorkspaceAccess, query: UsageRangeQuery): Promise<ActiveSubscribers> {
    const { from, to } = this.rangeOf(query);
    const question = this.questionFrom({ ...query, group_by: 'subscriber' });
    const active =
      question === null
        ? 0
        : await this.database.inWorkspace(workspace.id, async (tx) => {
            await refuseForgottenHours(tx, question);
            return usageReportRepository.activeSubscribers(tx, question);
          });
    return { from: from.toISOString(), to: to.toISOString(), active_subscribers: active };
  }

  rangeOf(query: UsageRangeQuery): UsageRange {
    return usageRange(query.from, query.to, this.clock.now());
  }

  /** Null when it is about nobody. @throws AppError `validation_failed` */
  questionFrom(query: UsageFilterQuery & Partial<UsageQuery>): UsageQuestion | null {
    const [gptId, subscriberId] = [idFrom('gpt', query.gpt), idFrom('usr', query.subscriber)];
    if (gptId === undefined || subscriberId === undefined) return null;
    const { limit = 1, group_by: groupBy, cursor } = query;
    return { ...this.rangeOf(query), groupBy, gptId, subscriberId, limit, after: cursorFrom(cursor) };
  }

  /** @throws AppError `validation_failed` when it asks for hours that are not kept any more. */
  async refuseForgottenHours(workspace: WorkspaceAccess, question: UsageQuestion): Promise<void> {
    await this.database.inWorkspace(workspace.id, (tx) => refuseForgottenHours(tx, question));
  }

  private async ask(tx: WorkspaceTransaction, question: UsageQuestion): Promise<Answer> {
    await refuseForgottenHours(tx, question);
    const report = await usageReportRepository.report(tx, question);
    const hasOthers = question.groupBy === 'action' && (await usageReportRepository.holds(tx, question, OTHER_ACTIONS));
    return { ...report, note: hasOthers ? OTHER_ACTIONS_NOTE : null };
  }
}

async function refuseForgottenHours(tx: WorkspaceTransaction, question: UsageQuestion): Promise<void> {
  const first = usageReportRepository.firstHourNeeded(question);
  if (first === null) return;
  const kept = await usagePartitionRepository.hoursKeptSince(tx);
  if (first >= kept) return;
  const message = `hours before ${kept.toISOString()} are not kept any more: ask for whole days (UTC)`;
  throw new AppError('validation_failed', { fields: [{ field: 'from', message }] });
}

const CURSOR = { calls: /^\d{1,18}$/, key: /^[^\u0000]{1,200}$/ };

function cursorFrom(text: string | undefined): UsageCursor | null {
  return text === undefined || text === '' ? null : decodeCursor(text, CURSOR);
}

/** Null for no filter; undefined for text that is no id of that kind, which names nothing. */
function idFrom(kind: 'gpt' | 'usr', text: string | undefined): string | null | undefined {
  if (text === undefined || text === '') return null;
  return parseId(kind, text) ?? undefined;
}
