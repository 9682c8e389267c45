import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from '../bigint.transformer';
import { Gpt } from './gpt.entity';

/** A GPT's calls by hour (UTC), whoever made them. */
@Entity('usage_gpt_hourly')
@ForeignKey(() => Gpt, ['workspaceId', 'gptId'], ['workspaceId', 'id'])
export class UsageGptHourly {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('timestamptz') hour!: Date;
  @PrimaryColumn('text') gptId!: string;
  /** Accepted calls. */
  @Column('bigint', { transformer: bigintTransformer, default: 0 }) calls!: number;
  /** Units that they cost. */
  @Column('bigint', { transformer: bigintTransformer, default: 0 }) cost!: number;
  /** Refused calls. */
  @Column('bigint', { transformer: bigintTransformer, default: 0 }) denied!: number;
}
