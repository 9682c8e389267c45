import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Workspace } from './workspace.entity';

/** Room for decisions under an Idempotency-Key without Redis. Nothing is written here: such calls are refused meanwhile (ADR 0024). */
@Entity('direct_decisions')
@ForeignKey(() => Workspace, ['workspaceId'], ['id'], { onDelete: 'CASCADE' })
@Index(['workspaceId', 'decidedAt'])
export class DirectDecision {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') callerId!: string;
  /** Stands for the key, which may be long. */
  @PrimaryColumn('text') digest!: string;
  @Column('text') decision!: string;
  @Column('timestamptz') decidedAt!: Date;
}
