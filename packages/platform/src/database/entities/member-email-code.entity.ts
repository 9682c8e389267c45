import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Member } from './member.entity';

/** The one outstanding code that proves a member's address. A new code replaces the old one. */
@Entity('member_email_codes')
@ForeignKey(() => Member, ['memberId'], ['id'], { onDelete: 'CASCADE' })
export class MemberEmailCode {
  @PrimaryColumn('text') memberId!: string;
  @Column('bytea') codeHash!: Buffer;
  @Column('integer') attemptsLeft!: number;
  @Column('timestamptz') expiresAt!: Date;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
}
