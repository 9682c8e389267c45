import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Gpt } from './gpt.entity';
import { Membership } from './membership.entity';

/**
 * A callback URL of ChatGPT's exact shape that arrived in a member's own test sign-in and waits for approval. Until it is approved nobody is ever
 * redirected to it: redirects go by `callback_urls` only.
 */
@Entity('learned_callbacks')
@ForeignKey(() => Gpt, ['workspaceId', 'gptId'], ['workspaceId', 'id'], { onDelete: 'CASCADE' })
@ForeignKey(() => Membership, ['workspaceId', 'memberId'], ['workspaceId', 'memberId'], { onDelete: 'CASCADE' })
@Unique(['workspaceId', 'gptId', 'url'])
@Index(['workspaceId', 'memberId'])
export class LearnedCallback {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text') gptId!: string;
  @Column('text') url!: string;
  /** Whose test it was. */
  @Column('text') memberId!: string;
  @Column('timestamptz') seenAt!: Date;
}
