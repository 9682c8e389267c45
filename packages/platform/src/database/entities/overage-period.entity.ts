import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { bigintTransformer } from '../bigint.transformer';
import { Subscription } from './subscription.entity';

/** A month of a place on a tier with overage: what was included in it, and how much beyond that has been written down to be billed. */
@Entity('overage_periods')
@ForeignKey(() => Subscription, ['workspaceId', 'subscriptionId'], ['workspaceId', 'id'], { onDelete: 'CASCADE' })
@Unique('overage_periods_place_key', ['workspaceId', 'subscriptionId', 'tierId', 'startsAt', 'stripeSubscriptionId'])
@Index(['workspaceId', 'endsAt'])
@Index(['workspaceId', 'subscriberId'])
export class OveragePeriod {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text') gptId!: string;
  @Column('text') subscriptionId!: string;
  @Column('text') subscriberId!: string;
  @Column('text') tierId!: string;
  /** What is paid by: who buys again has a month of its own. */
  @Column('text') stripeSubscriptionId!: string;
  /** Whole hours, as the ledger keeps them. */
  @Column('timestamptz') startsAt!: Date;
  /** When the month itself ends; its last hour is before it where another subscription has had the place since. */
  @Column('timestamptz') endsAt!: Date;
  /** Those of its hours that count for it: each hour of a tier's use is in one month of the place. */
  @Column('tstzmultirange', { default: '{}' }) hours!: string;
  /** Units in these hours that were used before they were its own, in the hour in which it has got the place. */
  @Column('bigint', { transformer: bigintTransformer, default: 0 }) aside!: number;
  /** The period of Stripe's subscription in which it lies, to the second: what is stamped within it stands on its invoice. */
  @Column('timestamptz') billedFrom!: Date;
  @Column('timestamptz') billedUntil!: Date;
  /** Units that the price of the tier pays for: the most that it was at any look. */
  @Column('integer') included!: number;
  @Column('text') eventName!: string;
  @Column('text') stripeAccountId!: string;
  @Column('text') stripeCustomerId!: string;
  /** Units in all its reports. */
  @Column('bigint', { transformer: bigintTransformer, default: 0 }) reported!: number;
  /** Number of its last report. */
  @Column('integer', { default: 0 }) sequence!: number;
}
