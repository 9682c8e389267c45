import type { Clock } from '@gatehouse/core';
import { Database, type ListedSubscriber, subscriberListRepository } from '@gatehouse/platform';
import type { Logger } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import { pipeline, Readable } from 'node:stream';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { CLOCK, LOGGER } from '../../edge/tokens';
import { recordChange } from '../audit/record-change';
import { filterFrom, subscriberView } from './subscriber-view';
import type { Subscriber, SubscriberFilterQuery } from './subscriber.dto';

const BATCH_ROWS = 500;
const COLUMNS: readonly (keyof Subscriber)[] = [
  'id',
  'email',
  'email_verified',
  'name',
  'sign_in_method',
  'first_seen_at',
  'last_seen_at',
  'calls',
  'blocked',
  'tier',
  'standing',
  'marketing_consent',
];

/**
 * Subscribers as CSV (RFC 4180), streamed: memory holds one batch, however many there are. Each batch is a short transaction of its
 * own, in the order of ids, so a slow reader holds no database connection, and everybody who was there at the start appears exactly once.
 */
@Injectable()
export class SubscriberExportService {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** A stream of bytes, to be sent as it is. It breaks off when the database fails on the way, so half a list never looks whole. */
  open(workspace: WorkspaceAccess, query: SubscriberFilterQuery): Readable {
    const csv = stringify({
      header: true,
      columns: [...COLUMNS],
      record_delimiter: '\r\n',
      cast: { boolean: String },
      // A cell that begins like a formula is text: a spreadsheet must not run what a stranger put into their name (OWASP CSV Injection).
      escape_formulas: true,
    });
    return pipeline(Readable.from(this.rows(workspace.id, query)), csv, (error) => {
      if (error && error.code !== 'ERR_STREAM_PREMATURE_CLOSE')
        this.logger.error({ error: error.message }, 'a subscriber export broke off');
    });
  }

  /** Writes into the audit log that the list leaves the service; before it does. */
  record(workspace: WorkspaceAccess): Promise<void> {
    const { id, name } = workspace;
    return this.database.inWorkspace(id, (tx) =>
      recordChange(tx, workspace.caller, this.clock.now(), {
        action: 'subscriber.exported',
        target: { kind: 'workspace', id, name },
      }),
    );
  }

  /** `subscribers-acme-2026-11-02.csv` */
  fileName(workspace: WorkspaceAccess): string {
    return `subscribers-${workspace.slug}-${this.clock.now().toISOString().slice(0, 10)}.csv`;
  }

  private async *rows(workspaceId: string, query: SubscriberFilterQuery): AsyncGenerator<Subscriber> {
    const filter = filterFrom(query, this.clock.now());
    let after = '';
    let batch: ListedSubscriber[];
    do {
      const from = after;
      batch = await this.database.inWorkspace(workspaceId, (tx) =>
        subscriberListRepository.batchById(tx, filter, from, BATCH_ROWS),
      );
      yield* batch.map(subscriberView);
      after = batch.at(-1)?.id ?? after;
    } while (batch.length === BATCH_ROWS);
  }
}
