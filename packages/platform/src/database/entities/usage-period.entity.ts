import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from '../bigint.transformer';
import { Gpt } from './gpt.entity';

/** Calls by caller and calendar month (UTC), which `month` is the first day of: what a quota is read from in one row. */
@Entity('usage_period')
@ForeignKey(() => Gpt, ['workspaceId', 'gptId'], ['workspaceId', 'id'])
@Index(['workspaceId', 'subscriberId', 'month'])
export class UsagePeriod {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('date') month!: string;
  @PrimaryColumn('text') gptId!: string;
  @PrimaryColumn('text') subscriberId!: string;
  /** Accepted calls. */
  @Column('bigint', { transformer: bigintTransformer, default: 0 }) calls!: number;
  /** Units that they cost. */
  @Column('bigint', { transformer: bigintTransformer, default: 0 }) cost!: number;
  /** Refused calls. */
  @Column('bigint', { transformer: bigintTransformer, default: 0 }) denied!: number;
}
