import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from '../bigint.transformer';
import { Workspace } from './workspace.entity';

/** All calls of a workspace by hour (UTC): a year is some thousands of rows. */
@Entity('usage_workspace_hourly')
@ForeignKey(() => Workspace, ['workspaceId'], ['id'], { onDelete: 'CASCADE' })
export class UsageWorkspaceHourly {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('timestamptz') hour!: Date;
  /** Accepted calls. */
  @Column('bigint', { transformer: bigintTransformer, default: 0 }) calls!: number;
  /** Units that they cost. */
  @Column('bigint', { transformer: bigintTransformer, default: 0 }) cost!: number;
  /** Refused calls. */
  @Column('bigint', { transformer: bigintTransformer, default: 0 }) denied!: number;
}
