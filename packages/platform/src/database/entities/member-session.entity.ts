import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Member } from './member.entity';

/** A dashboard session; only the SHA-256 of the cookie's secret is kept. */
@Entity('member_sessions')
@ForeignKey(() => Member, ['memberId'], ['id'], { onDelete: 'CASCADE' })
@Unique(['id'])
@Index(['memberId'])
@Index(['expiresAt'])
export class MemberSession {
  @PrimaryColumn('bytea') tokenHash!: Buffer;
  /** Names it to its owner; opens nothing. */
  @Column('text') id!: string;
  @Column('text') memberId!: string;
  @Column('text', { nullable: true }) userAgent!: string | null;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { default: () => 'now()' }) lastSeenAt!: Date;
  @Column('timestamptz') expiresAt!: Date;
}
