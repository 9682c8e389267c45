import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from '../bigint.transformer';
import { Gpt } from './gpt.entity';

/** Calls by caller and calendar month (UTC), which `month` is the first day of: what a quota is read from in one row. Ordered by calls, it tells who can be among a GPT's busiest. */
@Entity('usage_period')
@ForeignKey(() => Gpt, ['workspaceId', 'gptId'], ['workspaceId', 'id'])
@Index('usage_period_busiest_idx', ['workspaceId', 'month', 'gptId', 'calls', 'subscriberId', 'cost', 'denied'])
export class UsagePeriod {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') subscriberId!: string;
  @PrimaryColumn('text') gptId!: string;
  @PrimaryColumn('date') month!: string;
  /** Accepted calls. */
  @Column('bigint', { transformer: bigintTransformer, default: 0 }) calls!: number;
  /** Units that they cost. */
  @Column('bigint', { transformer: bigintTransformer, default: 0 }) cost!: number;
  /** Refused calls. */
  @Column('bigint', { transformer: bigintTransformer, default: 0 }) denied!: number;
}
