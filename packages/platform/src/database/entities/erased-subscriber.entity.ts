import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Workspace } from './workspace.entity';

/**
 * The id of somebody who was erased, and nothing else about them. The drain knows by it that calls which were still on their way belong to nobody
 * any more, rather than to somebody it cannot find. Pruned once nothing can be on its way.
 */
@Entity('erased_subscribers')
@ForeignKey(() => Workspace, ['workspaceId'], ['id'], { onDelete: 'CASCADE' })
export class ErasedSubscriber {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('timestamptz') erasedAt!: Date;
}
