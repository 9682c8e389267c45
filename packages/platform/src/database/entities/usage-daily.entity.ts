import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from '../bigint.transformer';
import { Gpt } from './gpt.entity';

/** The ledger by day (UTC): rolled up from batches, made anew from hours. Partitioned by month of `day`. Callers have no foreign key here: the ledger has (ADR 0023). */
@Entity('usage_daily')
@ForeignKey(() => Gpt, ['workspaceId', 'gptId'], ['workspaceId', 'id'])
@Index(['workspaceId', 'subscriberId', 'day'])
export class UsageDaily {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('date') day!: string;
  @PrimaryColumn('text') gptId!: string;
  @PrimaryColumn('text') subscriberId!: string;
  @PrimaryColumn('text') action!: string;
  @PrimaryColumn('text') tier!: string;
  /** Accepted calls. */
  @Column('bigint', { transformer: bigintTransformer, default: 0 }) calls!: number;
  /** Units that they cost. */
  @Column('bigint', { transformer: bigintTransformer, default: 0 }) cost!: number;
  /** Refused calls. */
  @Column('bigint', { transformer: bigintTransformer, default: 0 }) denied!: number;
}
