import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Gpt } from './gpt.entity';
import { Subscriber } from './subscriber.entity';

/** A subscriber's consent that a GPT may act for them. At most one is live per subscriber and GPT. */
@Entity('grants')
@ForeignKey(() => Gpt, ['workspaceId', 'gptId'], ['workspaceId', 'id'], { onDelete: 'CASCADE' })
@ForeignKey(() => Subscriber, ['workspaceId', 'subscriberId'], ['workspaceId', 'id'], { onDelete: 'CASCADE' })
@Unique(['workspaceId', 'id', 'gptId', 'subscriberId'])
@Index('grants_live_idx', ['workspaceId', 'subscriberId', 'gptId'], { unique: true, where: '"revoked_at" IS NULL' })
export class Grant {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text') subscriberId!: string;
  @Column('text') gptId!: string;
  @Column('text', { array: true }) scopes!: string[];
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { nullable: true }) revokedAt!: Date | null;
}
