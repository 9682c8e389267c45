import type { LimitOverrides, PaidStatus } from '@gatehouse/core';
import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { bigintTransformer } from '../bigint.transformer';
import { Subscriber } from './subscriber.entity';
import { Tier } from './tier.entity';

/** A subscriber's place on a tier of a GPT. The key on (workspace, GPT, tier) keeps it off another GPT's tiers. */
@Entity('subscriptions')
@ForeignKey(() => Subscriber, ['workspaceId', 'subscriberId'], ['workspaceId', 'id'], { onDelete: 'CASCADE' })
@ForeignKey(() => Tier, ['workspaceId', 'gptId', 'tierId'], ['workspaceId', 'gptId', 'id'])
@ForeignKey(() => Tier, ['workspaceId', 'gptId', 'compTierId'], ['workspaceId', 'gptId', 'id'])
@Unique(['workspaceId', 'subscriberId', 'gptId'])
@Index(['workspaceId', 'gptId', 'tierId'])
@Index('subscriptions_stripe_subscription_id_idx', ['workspaceId', 'stripeSubscriptionId'], {
  unique: true,
  where: '"stripe_subscription_id" IS NOT NULL',
})
export class Subscription {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text') subscriberId!: string;
  @Column('text') gptId!: string;
  @Column('text') tierId!: string;
  @Column('text') status!: PaidStatus;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
  /** From when their months are counted, on a tier whose quota runs by the subscriber's own months. */
  @Column('timestamptz', { default: () => 'now()' }) monthsFrom!: Date;
  /** What they get instead of what their tier says. */
  @Column('jsonb', { default: {} }) overrides!: LimitOverrides;
  /**
   * Until when the place is served; null for ever, until something changes. Kept beside the status so that a call needs to know nothing of
   * billing: `servedUntil` in core says it.
   */
  @Column('timestamptz', { nullable: true }) servedUntil!: Date | null;
  @Column('text', { nullable: true }) stripeAccountId!: string | null;
  @Column('text', { nullable: true }) stripeSubscriptionId!: string | null;
  /** The version of the price that they pay. */
  @Column('text', { nullable: true }) priceId!: string | null;
  @Column('timestamptz', { nullable: true }) periodStartsAt!: Date | null;
  @Column('timestamptz', { nullable: true }) periodEndsAt!: Date | null;
  @Column('timestamptz', { nullable: true }) trialEndsAt!: Date | null;
  @Column('timestamptz', { nullable: true }) pastDueSince!: Date | null;
  /** When it ends, for one that was cancelled or has ended. */
  @Column('timestamptz', { nullable: true }) endsAt!: Date | null;
  /** The tier that was agreed on for the end of the period. */
  @Column('text', { nullable: true }) nextTierId!: string | null;
  /** The price that was agreed on with it; also where the tier stays and only the price changes. */
  @Column('text', { nullable: true }) nextPriceId!: string | null;
  /** The tier that the creator gave them for nothing. It lies over the place: `placeInEffect` in core says which of them holds. */
  @Column('text', { nullable: true }) compTierId!: string | null;
  /** Until when; null for good. */
  @Column('timestamptz', { nullable: true }) compedUntil!: Date | null;
  /** Since when the overage has its price that they were shown before they agreed; null: they were shown none. */
  @Column('timestamptz', { nullable: true }) termsSeenAt!: Date | null;
  /** The metered price that their subscription at Stripe carries: units beyond the quota are admitted only while it does. */
  @Column('text', { nullable: true }) overagePriceId!: string | null;
  /** When it was last compared with Stripe. */
  @Column('timestamptz', { nullable: true }) syncedAt!: Date | null;
  /** Number of the reading at Stripe that this is from; one with a lower number is older, and is not written. */
  @Column('bigint', { transformer: bigintTransformer, default: 0 }) stripeReading!: number;
  /**
   * When it was begun at Stripe: of two that were bought for one place, the later counts. Stays when the creator moves somebody whose plan has ended: what
   * began no later takes the place no more, and they had their trial.
   */
  @Column('timestamptz', { nullable: true }) stripeCreatedAt!: Date | null;
}
