import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from '../bigint.transformer';
import { Gpt } from './gpt.entity';

/** Units of a quota's period that were counted while Redis was away, and how many of them Redis has been told of since (ADR 0024). */
@Entity('direct_usage')
@ForeignKey(() => Gpt, ['workspaceId', 'gptId'], ['workspaceId', 'id'])
@Index('direct_usage_untold_idx', ['workspaceId'], { where: 'told_units < units' })
export class DirectUsage {
  @PrimaryColumn('text') workspaceId!: string;
  /** A subscriber or a service key. */
  @PrimaryColumn('text') callerId!: string;
  @PrimaryColumn('text') gptId!: string;
  /** Names the period in Redis. */
  @PrimaryColumn('text') periodKey!: string;
  @Column('timestamptz') periodStartsAt!: Date;
  @Column('timestamptz') periodEndsAt!: Date;
  @Column('bigint', { transformer: bigintTransformer }) units!: number;
  @Column('bigint', { transformer: bigintTransformer, default: 0 }) toldUnits!: number;
}
