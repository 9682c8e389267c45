import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A batch of counts that has been added to the ledger. Its id being here is what makes a second delivery harmless. */
@Entity('usage_batches')
@Index(['shard', 'writtenAt'])
@Index('usage_batches_waiting_idx', ['writtenAt'], { where: 'rolled_up_at IS NULL' })
export class UsageBatch {
  @PrimaryColumn('text') id!: string;
  @Column('integer') shard!: number;
  @Column('integer') entries!: number;
  @Column('timestamptz', { default: () => 'now()' }) writtenAt!: Date;
  /** Whose counts it held. */
  @Column('text', { array: true, default: () => "'{}'" }) workspaces!: string[];
  /** Since when days and months hold it, too; null while only the ledger does. */
  @Column('timestamptz', { nullable: true }) rolledUpAt!: Date | null;
}
