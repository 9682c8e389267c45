import type { SubscriptionStatus } from '@gatehouse/core';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Gpt } from './gpt.entity';
import type { PriceInterval } from './tier.entity';

/**
 * What a place on a tier became at a moment. It names nobody and outlives the place: what a month brought stays what it was. `erased` is the end of a place whose
 * subscriber was taken out of the workspace.
 */
@Entity('subscription_changes')
@ForeignKey(() => Gpt, ['workspaceId', 'gptId'], ['workspaceId', 'id'], { onDelete: 'CASCADE' })
@Index(['workspaceId', 'subscriptionId', 'changedAt'])
@Check('subscription_changes_paid_has_a_mode', '("amount" IS NULL) = ("livemode" IS NULL)')
export class SubscriptionChange {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text') gptId!: string;
  @Column('text') subscriptionId!: string;
  @Column('text') tierId!: string;
  @Column('text') status!: SubscriptionStatus | 'erased';
  /** What is paid each interval, in minor units; the three are null together, where nothing is. */
  @Column('integer', { nullable: true }) amount!: number | null;
  @Column('text', { nullable: true }) currency!: string | null;
  @Column('text', { nullable: true }) interval!: PriceInterval | null;
  /** Whether that is real money; null where nothing is paid, and only there. */
  @Column('boolean', { nullable: true }) livemode!: boolean | null;
  @Column('timestamptz') changedAt!: Date;
}
