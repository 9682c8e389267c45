import type { Clock } from '@gatehouse/core';
import { Database, type Logger, RECORD_PARTS, type RecordPart, subscriberRecordRepository } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import { CLOCK, LOGGER } from '../tokens';

/**
 * Everything that a workspace holds on a subscriber, as one JSON document: for the person themselves, and for a creator whom they asked. Streamed:
 * memory holds one batch of rows, and no transaction stays open while somebody reads slowly.
 */
@Injectable()
export class SubscriberRecords {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** A stream of bytes, to be sent as it is. It breaks off when the database fails on the way, so half a record never looks whole. */
  open(workspace: { readonly id: string; readonly slug: string; readonly name: string }, subscriberId: string): Readable {
    const record = Readable.from(this.text(workspace, subscriberId));
    record.on('error', (error) => this.logger.error({ error: error.message }, 'the record of a subscriber broke off'));
    return record;
  }

  /** `your-data-acme-2026-11-02.json` */
  fileName(workspace: { readonly slug: string }): string {
    return `your-data-${workspace.slug}-${this.clock.now().toISOString().slice(0, 10)}.json`;
  }

  private async *text(
    { id, slug, name }: { readonly id: string; readonly slug: string; readonly name: string },
    subscriberId: string,
  ): AsyncGenerator<string> {
    const head = { exported_at: this.clock.now().toISOString(), workspace: { slug, name } };
    yield JSON.stringify(head, null, 2).slice(0, -2);
    for (const part of RECORD_PARTS) {
      yield `,\n  ${JSON.stringify(part)}: [`;
      let separator = '\n    ';
      for await (const row of this.rows(id, subscriberId, part)) {
        yield separator + JSON.stringify(row);
        separator = ',\n    ';
      }
      yield separator === '\n    ' ? ']' : '\n  ]';
    }
    yield '\n}\n';
  }

  private async *rows(workspaceId: string, subscriberId: string, part: RecordPart): AsyncGenerator<Record<string, unknown>> {
    let after: string | null = '';
    while (after !== null) {
      const from: string = after;
      const batch = await this.database.inWorkspace(workspaceId, (tx) =>
        subscriberRecordRepository.batch(tx, subscriberId, part, from),
      );
      yield* batch.rows;
      after = batch.next;
    }
  }
}
