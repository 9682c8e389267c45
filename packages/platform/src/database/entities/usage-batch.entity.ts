import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A batch of counts that has been added to the ledger. Its id being here is what makes a second delivery harmless. */
@Entity('usage_batches')
@Index(['shard', 'writtenAt'])
export class UsageBatch {
  @PrimaryColumn('text') id!: string;
  @Column('integer') shard!: number;
  @Column('integer') entries!: number;
  @Column('timestamptz', { default: () => 'now()' }) writtenAt!: Date;
}
