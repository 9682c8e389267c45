import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Member } from './member.entity';
import { Workspace } from './workspace.entity';

export type MemberRole = 'owner' | 'admin' | 'developer' | 'viewer';

/** A member's place in a workspace. */
@Entity('memberships')
@ForeignKey(() => Workspace, ['workspaceId'], ['id'], { onDelete: 'CASCADE' })
@ForeignKey(() => Member, ['memberId'], ['id'], { onDelete: 'CASCADE' })
@Index(['memberId'])
export class Membership {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') memberId!: string;
  @Column('text') role!: MemberRole;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
}
