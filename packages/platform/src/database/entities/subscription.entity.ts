import type { LimitOverrides } from '@gatehouse/core';
import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Subscriber } from './subscriber.entity';
import { Tier } from './tier.entity';

export type SubscriptionStatus = 'active';

/** A subscriber's place on a tier of a GPT. The key on (workspace, GPT, tier) keeps it off another GPT's tiers. */
@Entity('subscriptions')
@ForeignKey(() => Subscriber, ['workspaceId', 'subscriberId'], ['workspaceId', 'id'], { onDelete: 'CASCADE' })
@ForeignKey(() => Tier, ['workspaceId', 'gptId', 'tierId'], ['workspaceId', 'gptId', 'id'])
@Unique(['workspaceId', 'subscriberId', 'gptId'])
@Index(['workspaceId', 'gptId', 'tierId'])
export class Subscription {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text') subscriberId!: string;
  @Column('text') gptId!: string;
  @Column('text') tierId!: string;
  @Column('text') status!: SubscriptionStatus;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
  /** From when their months are counted, on a tier whose quota runs by the subscriber's own months. */
  @Column('timestamptz', { default: () => 'now()' }) monthsFrom!: Date;
  /** What they get instead of what their tier says. */
  @Column('jsonb', { default: {} }) overrides!: LimitOverrides;
}
