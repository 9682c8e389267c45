import type { AccessRequestStatus } from '@gatehouse/core';
import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Gpt } from './gpt.entity';
import { Subscriber } from './subscriber.entity';

/** A subscriber who asked to use a GPT, and what they were told. */
@Entity('access_requests')
@ForeignKey(() => Gpt, ['workspaceId', 'gptId'], ['workspaceId', 'id'], { onDelete: 'CASCADE' })
@ForeignKey(() => Subscriber, ['workspaceId', 'subscriberId'], ['workspaceId', 'id'], { onDelete: 'CASCADE' })
@Unique(['workspaceId', 'gptId', 'subscriberId'])
@Index(['workspaceId', 'subscriberId'])
export class AccessRequest {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text') gptId!: string;
  @Column('text') subscriberId!: string;
  @Column('text') status!: AccessRequestStatus;
  /** Of the page on which they asked; the answer is mailed in it. */
  @Column('text') language!: string;
  @Column('timestamptz') requestedAt!: Date;
  @Column('timestamptz', { nullable: true }) decidedAt!: Date | null;
}
