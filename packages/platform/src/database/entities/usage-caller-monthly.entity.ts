import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from '../bigint.transformer';
import { Workspace } from './workspace.entity';

/** Calls by caller and calendar month (UTC), of whichever GPT: ordered by calls, it tells who can be among the busiest. */
@Entity('usage_caller_monthly')
@ForeignKey(() => Workspace, ['workspaceId'], ['id'], { onDelete: 'CASCADE' })
@Index('usage_caller_monthly_busiest_idx', ['workspaceId', 'month', 'calls', 'subscriberId', 'cost', 'denied'])
export class UsageCallerMonthly {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') subscriberId!: string;
  @PrimaryColumn('date') month!: string;
  /** Accepted calls. */
  @Column('bigint', { transformer: bigintTransformer, default: 0 }) calls!: number;
  /** Units that they cost. */
  @Column('bigint', { transformer: bigintTransformer, default: 0 }) cost!: number;
  /** Refused calls. */
  @Column('bigint', { transformer: bigintTransformer, default: 0 }) denied!: number;
}
