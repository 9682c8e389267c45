import type { AuthorizeRequest } from '@gatehouse/core';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Gpt } from './gpt.entity';
import { Subscriber } from './subscriber.entity';

/** Whether a client waits for the person to come back, or only their own account page. */
export type InteractionPurpose = 'authorize' | 'account';

/**
 * One authorization request on its way from ChatGPT through sign-in and consent and back, bound to one browser; or a sign-in to the account page,
 * which is a request of ours to ourselves and goes by the settings of the workspace's GPTs (ADR 0019).
 */
@Entity('interactions')
@ForeignKey(() => Gpt, ['workspaceId', 'gptId'], ['workspaceId', 'id'], { onDelete: 'CASCADE' })
@ForeignKey(() => Subscriber, ['workspaceId', 'subscriberId'], ['workspaceId', 'id'], { onDelete: 'CASCADE' })
@Index(['workspaceId', 'expiresAt'])
@Index(['workspaceId', 'gptId'])
@Index(['workspaceId', 'subscriberId'])
export class Interaction {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text') gptId!: string;
  /** SHA-256 of the secret in the browser's cookie. */
  @Column('bytea') browserHash!: Buffer;
  @Column('text', { default: 'authorize' }) purpose!: InteractionPurpose;
  @Column('jsonb') request!: AuthorizeRequest;
  /** Set once the person has signed in within this interaction. */
  @Column('text', { nullable: true }) subscriberId!: string | null;
  @Column('timestamptz', { nullable: true }) authTime!: Date | null;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz') expiresAt!: Date;
  @Column('timestamptz', { nullable: true }) finishedAt!: Date | null;
}
