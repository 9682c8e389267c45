import { ALL_SHARDS, batchKey, type Clock, parseId } from '@gatehouse/core';
import { auditEventRepository, Database, idMadeAt, newId, usageCheckRepository, workspaceRepository } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { CLOCK, REDIS } from '../tokens';
import { BooksCheck } from './books-check';
import type { Finding } from './finding';
import { QuotaCheck } from './quota-check';

const MS_PER_HOUR = 3_600_000;
/** A batch is in the ledger after a second as a rule, and rolled up a second later. */
const STUCK_AFTER_MS = 2 * 60_000;
const WORKSPACES_PER_PAGE = 500;
/** Whoever was told today knows. */
const TELL_AGAIN_AFTER_MS = 24 * MS_PER_HOUR;

/** Compares what is told twice: Redis with the ledger, the ledger with its batches, rollups with the ledger. Changes nothing of it. */
@Injectable()
export class Reconcile {
  constructor(
    private readonly database: Database,
    private readonly books: BooksCheck,
    private readonly quotas: QuotaCheck,
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns what does not add up. @throws when Redis or Postgres is away from the beginning. */
  async run(): Promise<Finding[]> {
    const findings = [...(await this.stuckBatches()), ...(await this.stuckRollUp())];
    for await (const workspaceId of this.workspaces()) {
      const found = await this.check(workspaceId);
      findings.push(...found);
    }
    return findings;
  }

  /** One workspace's trouble is not the others': whatever cannot be compared is a finding, too. */
  private async check(workspaceId: string): Promise<Finding[]> {
    const findings: Finding[] = [];
    try {
      findings.push(...(await this.books.workspace(workspaceId)));
      findings.push(...(await this.quotas.workspace(workspaceId)));
      for (const kind of new Set(findings.map((finding) => finding.kind))) await this.tell(workspaceId, kind);
    } catch (error) {
      const found = error instanceof Error ? error.message : String(error);
      findings.push({ kind: 'unchecked', workspaceId, what: 'usage', expected: 'compared', found });
    }
    return findings;
  }

  private async stuckBatches(): Promise<Finding[]> {
    const now = this.clock.now().getTime();
    const ids = await Promise.all(ALL_SHARDS.map((shard) => this.redis.hget(batchKey(shard), 'id')));
    return ids.flatMap((id, shard) => {
      const batchId = parseId('bat', id);
      const madeAt = batchId === null ? null : idMadeAt(batchId);
      if (madeAt === null || now - madeAt.getTime() < STUCK_AFTER_MS) return [];
      const found = madeAt.toISOString();
      return [
        { kind: 'stuck', workspaceId: null, what: `batch ${id} of shard ${shard}`, expected: 'in the ledger', found } as const,
      ];
    });
  }

  private async stuckRollUp(): Promise<Finding[]> {
    const oldest = await this.database.inDirectory((tx) => usageCheckRepository.oldestWaiting(tx));
    if (oldest === null || this.clock.now().getTime() - oldest.getTime() < STUCK_AFTER_MS) return [];
    return [{ kind: 'stuck', workspaceId: null, what: 'roll-up', expected: 'rolled up', found: oldest.toISOString() }];
  }

  /** The workspace's members see it in their log, once a day. */
  private async tell(workspaceId: string, kind: Finding['kind']): Promise<void> {
    const now = this.clock.now();
    await this.database.inWorkspace(workspaceId, async (tx) => {
      const told = await auditEventRepository.list(
        tx,
        { memberId: null, action: 'usage.drift_found' },
        { limit: 20, after: null },
      );
      const since = now.getTime() - TELL_AGAIN_AFTER_MS;
      if (told.some(({ event }) => event.targetId === kind && event.at.getTime() > since)) return;
      await auditEventRepository.insert(tx, {
        ...{ id: newId('aud'), at: now, actorKind: 'system', memberId: null, tokenId: null, action: 'usage.drift_found' },
        ...{ targetKind: 'usage', targetId: kind, targetName: kind, changes: {}, sourceAddress: null, userAgent: null },
      });
    });
  }

  private async *workspaces(): AsyncGenerator<string> {
    for (let after = ''; ;) {
      const page = { after, limit: WORKSPACES_PER_PAGE };
      const ids = await this.database.inDirectory((tx) => workspaceRepository.listIds(tx, page));
      yield* ids;
      if (ids.length < WORKSPACES_PER_PAGE) return;
      after = ids.at(-1) ?? '';
    }
  }
}
