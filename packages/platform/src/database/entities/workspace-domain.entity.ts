import type { DomainState } from '@gatehouse/core';
import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { Workspace } from './workspace.entity';

/**
 * A domain that a workspace has claimed. The claim alone gives nothing: several workspaces may claim one, and the one that proves it by the record
 * holds it (`domain_directory`).
 */
@Entity('workspace_domains')
@ForeignKey(() => Workspace, ['workspaceId'], ['id'], { onDelete: 'CASCADE' })
@Unique(['workspaceId', 'domain'])
export class WorkspaceDomain {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text') domain!: string;
  /** What the DNS record has to say. Published by whoever proves the domain, so it is no secret; random, so that it proves this claim alone. */
  @Column('text') token!: string;
  @Column('text') state!: DomainState;
  /** In words for the creator: what stands in the way. */
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz', { nullable: true }) verifiedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) failingSince!: Date | null;
  @Column('timestamptz', { nullable: true }) checkedAt!: Date | null;
}
