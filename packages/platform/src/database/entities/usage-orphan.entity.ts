import { Column, Entity, PrimaryColumn } from 'typeorm';

export type OrphanReason = 'owner_missing' | 'unreadable' | 'refused';

/**
 * Counts that the drain could not add to the ledger: their workspace, GPT or subscriber is gone, the entry is none that this version can
 * read, or Postgres refuses the row. Kept outside of the tenants' tables, because what they point at does not exist.
 */
@Entity('usage_orphans')
export class UsageOrphan {
  @PrimaryColumn('text') batchId!: string;
  /** Which of the batch's orphans. */
  @PrimaryColumn('integer') number!: number;
  @Column('text') reason!: OrphanReason;
  /** The entry as it was understood, or field and value as they stood in Redis. `json`, which keeps what `jsonb` would refuse. */
  @Column('json') entry!: Record<string, string>;
  @Column('timestamptz') parkedAt!: Date;
}
