import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from '../bigint.transformer';
import { Gpt } from './gpt.entity';

/** A GPT's calls by calendar month (UTC), action and tier, whoever made them. */
@Entity('usage_gpt_period')
@ForeignKey(() => Gpt, ['workspaceId', 'gptId'], ['workspaceId', 'id'])
export class UsageGptPeriod {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('date') month!: string;
  @PrimaryColumn('text') gptId!: string;
  @PrimaryColumn('text') action!: string;
  @PrimaryColumn('text') tier!: string;
  /** Accepted calls. */
  @Column('bigint', { transformer: bigintTransformer, default: 0 }) calls!: number;
  /** Units that they cost. */
  @Column('bigint', { transformer: bigintTransformer, default: 0 }) cost!: number;
  /** Refused calls. */
  @Column('bigint', { transformer: bigintTransformer, default: 0 }) denied!: number;
}
