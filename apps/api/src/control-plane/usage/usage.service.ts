import { type Clock, parseId } from '@gatehouse/core';
import { Database, type UsageCursor, type UsageReport, usageReportRepository } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { CLOCK } from '../../edge/tokens';
import { decodeCursor, encodeCursor } from '../paging/cursor';
import { usageRange } from './usage-range';
import type { Usage, UsageQuery } from './usage.dto';

const NOTHING: UsageReport = { total: { calls: 0, cost: 0 }, rows: [], next: null };

/** What was called, by whom, when. */
@Injectable()
export class UsageService {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A GPT or subscriber that is missing, or another workspace's, has no calls here. @throws AppError `validation_failed` */
  async report(workspace: WorkspaceAccess, query: UsageQuery): Promise<Usage> {
    const { from, to } = usageRange(query.from, query.to, this.clock.now());
    const filter = { gptId: idFrom('gpt', query.gpt), subscriberId: idFrom('usr', query.subscriber) };
    const nobody = filter.gptId === undefined || filter.subscriberId === undefined;
    const { total, rows, next } = nobody
      ? NOTHING
      : await this.database.inWorkspace(workspace.id, (tx) =>
          usageReportRepository.report(tx, {
            from,
            to,
            groupBy: query.group_by,
            gptId: filter.gptId ?? null,
            subscriberId: filter.subscriberId ?? null,
            limit: query.limit,
            after: cursorFrom(query.cursor),
          }),
        );
    return {
      from: from.toISOString(),
      to: to.toISOString(),
      group_by: query.group_by,
      total,
      data: [...rows],
      next_cursor: next === null ? null : encodeCursor(next),
    };
  }
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
