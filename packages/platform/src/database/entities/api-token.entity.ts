import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Membership, type MemberRole } from './membership.entity';

/** A personal API token (`gth_pat_…`) of a member for one workspace. It dies with the membership. */
@Entity('api_tokens')
@ForeignKey(() => Membership, ['workspaceId', 'memberId'], ['workspaceId', 'memberId'], { onDelete: 'CASCADE' })
@Unique(['tokenHash'])
@Index(['workspaceId', 'memberId'])
export class ApiToken {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text') memberId!: string;
  @Column('bytea') tokenHash!: Buffer;
  @Column('text') name!: string;
  @Column('text') role!: MemberRole;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { nullable: true }) lastUsedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) revokedAt!: Date | null;
}
