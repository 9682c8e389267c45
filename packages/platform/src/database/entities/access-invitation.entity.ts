import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { Gpt } from './gpt.entity';

/** An address that may use a GPT. `email` is stored in lower case. */
@Entity('access_invitations')
@ForeignKey(() => Gpt, ['workspaceId', 'gptId'], ['workspaceId', 'id'], { onDelete: 'CASCADE' })
@Unique(['workspaceId', 'gptId', 'email'])
export class AccessInvitation {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text') gptId!: string;
  @Column('text') email!: string;
  @Column('timestamptz') createdAt!: Date;
  /** Until when it can be accepted; once accepted it holds until it is withdrawn. */
  @Column('timestamptz', { nullable: true }) expiresAt!: Date | null;
  @Column('timestamptz', { nullable: true }) mailedAt!: Date | null;
  /** When its owner first came in by it. */
  @Column('timestamptz', { nullable: true }) acceptedAt!: Date | null;
}
