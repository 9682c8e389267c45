import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { type PriceInterval, Tier } from './tier.entity';

/** A version of what a tier costs. A change of price retires this row and makes another: whoever bought at it keeps it. */
@Entity('tier_prices')
@ForeignKey(() => Tier, ['workspaceId', 'gptId', 'tierId'], ['workspaceId', 'gptId', 'id'], { onDelete: 'CASCADE' })
@Index('tier_prices_live_idx', ['workspaceId', 'tierId', 'interval'], { unique: true, where: '"retired_at" IS NULL' })
@Index(['workspaceId', 'stripePriceId'])
export class TierPrice {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text') gptId!: string;
  @Column('text') tierId!: string;
  /** In minor units. */
  @Column('integer') amount!: number;
  /** ISO 4217, lower case. */
  @Column('text') currency!: string;
  @Column('text') interval!: PriceInterval;
  /** Where it stands at Stripe; null until it was brought there. */
  @Column('text', { nullable: true }) stripeAccountId!: string | null;
  @Column('text', { nullable: true }) stripeProductId!: string | null;
  @Column('text', { nullable: true }) stripePriceId!: string | null;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz', { nullable: true }) retiredAt!: Date | null;
}
