import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from '../bigint.transformer';
import { Workspace } from './workspace.entity';

/** Calls by caller and calendar year (UTC), of whichever GPT: what the months are for short spans, for long ones (ADR 0029). */
@Entity('usage_caller_yearly')
@ForeignKey(() => Workspace, ['workspaceId'], ['id'], { onDelete: 'CASCADE' })
@Index(['workspaceId', 'year', 'calls'])
export class UsageCallerYearly {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('date') year!: string;
  @PrimaryColumn('text') subscriberId!: string;
  /** Accepted calls. */
  @Column('bigint', { transformer: bigintTransformer, default: 0 }) calls!: number;
  /** Units that they cost. */
  @Column('bigint', { transformer: bigintTransformer, default: 0 }) cost!: number;
  /** Refused calls. */
  @Column('bigint', { transformer: bigintTransformer, default: 0 }) denied!: number;
}
