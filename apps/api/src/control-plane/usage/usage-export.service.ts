import type { Clock } from '@gatehouse/core';
import { Database, type Logger, type UsageQuestion, usageReportRepository, type UsageReportRow } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import { pipeline, Readable } from 'node:stream';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { CLOCK, LOGGER } from '../../edge/tokens';
import { recordChange } from '../audit/record-change';

const BATCH_ROWS = 10_000;

/** Usage as CSV (RFC 4180), streamed: memory holds one batch of rows, and no transaction stays open while a slow reader reads. */
@Injectable()
export class UsageExportService {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** A stream of bytes. It breaks off when the database fails on the way. @param question null for nobody's usage */
  open(workspace: WorkspaceAccess, groupBy: string, question: UsageQuestion | null): Readable {
    const csv = stringify({
      header: true,
      columns: [
        { key: 'key', header: groupBy },
        { key: 'label', header: 'name' },
        { key: 'calls', header: 'calls' },
        { key: 'cost', header: 'cost' },
        { key: 'denied', header: 'denied' },
      ],
      record_delimiter: '\r\n',
      // An action may be called what a creator's caller likes, and a cell that begins like a formula is text (OWASP CSV Injection).
      escape_formulas: true,
    });
    return pipeline(Readable.from(this.rows(workspace.id, question)), csv, (error) => {
      if (error && error.code !== 'ERR_STREAM_PREMATURE_CLOSE')
        this.logger.error({ error: error.message }, 'an export of usage broke off');
    });
  }

  /** Writes into the audit log that it leaves the service; before it does. */
  record({ id, name, caller }: WorkspaceAccess): Promise<void> {
    const target = { kind: 'workspace', id, name };
    return this.database.inWorkspace(id, (tx) =>
      recordChange(tx, caller, this.clock.now(), { action: 'usage.exported', target }),
    );
  }

  /** `usage-acme-by-day-2026-11-01-2026-12-01.csv` */
  fileName({ slug }: WorkspaceAccess, groupBy: string, { from, to }: Pick<UsageQuestion, 'from' | 'to'>): string {
    return `usage-${slug}-by-${groupBy}-${from.toISOString().slice(0, 10)}-${to.toISOString().slice(0, 10)}.csv`;
  }

  private async *rows(workspaceId: string, question: UsageQuestion | null): AsyncGenerator<UsageReportRow> {
    if (question === null) return;
    let after: string | null = '';
    while (after !== null) {
      const from: string = after;
      const batch = await this.database.inWorkspace(workspaceId, (tx) =>
        usageReportRepository.batchByKey(tx, { ...question, limit: BATCH_ROWS }, from),
      );
      yield* batch.rows;
      after = batch.next;
    }
  }
}
