import { AppError, type AuditAction, type Clock, parseId } from '@gatehouse/core';
import { Database, subscriberRepository, type WorkspaceTransaction } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { SubscriberErasure } from '../../edge/subscriber-data/subscriber-erasure.service';
import { SubscriberRecords } from '../../edge/subscriber-data/subscriber-record.service';
import { CLOCK } from '../../edge/tokens';
import { recordChange } from '../audit/record-change';

/** For a subscriber who asks the creator instead of using their own account page. */
@Injectable()
export class SubscriberDataService {
  constructor(
    private readonly database: Database,
    private readonly records: SubscriberRecords,
    private readonly erasure: SubscriberErasure,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The record as a stream; that it leaves the service is in the audit log before it does. @throws AppError `not_found` */
  async export(workspace: WorkspaceAccess, text: string): Promise<{ record: Readable; fileName: string }> {
    const id = parseId('usr', text);
    if (id === null) throw new AppError('not_found');
    await this.database.inWorkspace(workspace.id, async (tx) => {
      if ((await subscriberRepository.find(tx, id)) === null) throw new AppError('not_found');
      await this.record(tx, workspace, this.clock.now(), 'subscriber.data_exported', id);
    });
    return { record: this.records.open(workspace, id), fileName: this.records.fileName(workspace) };
  }

  /** @throws AppError `not_found` */
  async erase(workspace: WorkspaceAccess, text: string): Promise<void> {
    const id = parseId('usr', text);
    if (id === null) throw new AppError('not_found');
    const erased = await this.erasure.erase(workspace.id, id, (tx, at) =>
      this.record(tx, workspace, at, 'subscriber.erased', id),
    );
    if (!erased) throw new AppError('not_found');
  }

  /** Without the address: the log cannot forget. */
  private record(tx: WorkspaceTransaction, workspace: WorkspaceAccess, at: Date, action: AuditAction, id: string): Promise<void> {
    return recordChange(tx, workspace.caller, at, { action, target: { kind: 'subscriber', id, name: null } });
  }
}
