import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Workspace } from './workspace.entity';

/** A row that a batch added to the ledger. Short names: there are many. Counts are text, because JSON's numbers end at 2^53. */
export interface BatchLine {
  /** Hours since 1970. */
  readonly h: number;
  readonly g: string;
  readonly s: string;
  readonly a: string;
  readonly t: string;
  readonly c: string;
  readonly u: string;
  readonly d: string;
}

/**
 * What a batch added to one workspace's ledger. Rollups are made from these, each once, and for as long as they are kept the ledger can be
 * made anew from them. Partitioned by month of `written_at`.
 */
@Entity('usage_batch_parts')
@ForeignKey(() => Workspace, ['workspaceId'], ['id'], { onDelete: 'CASCADE' })
@Index('usage_batch_parts_waiting_idx', ['workspaceId', 'shard'], { where: 'NOT rolled_up' })
export class UsageBatchPart {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('timestamptz') writtenAt!: Date;
  @PrimaryColumn('text') batchId!: string;
  @Column('integer') shard!: number;
  @Column('jsonb') entries!: BatchLine[];
  @Column('boolean', { default: false }) rolledUp!: boolean;
}
