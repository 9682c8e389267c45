import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { type PriceInterval, Tier } from './tier.entity';

/** The metered price at Stripe for what goes beyond a tier's quota. Never changed: another amount is another price. */
@Entity('overage_prices')
@ForeignKey(() => Tier, ['workspaceId', 'gptId', 'tierId'], ['workspaceId', 'gptId', 'id'], { onDelete: 'CASCADE' })
@Unique(['workspaceId', 'stripePriceId'])
export class OveragePrice {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text') gptId!: string;
  @Column('text') tierId!: string;
  /** In minor units, with up to twelve decimals (Stripe's `unit_amount_decimal`). */
  @Column('text') unitAmount!: string;
  @Column('text') currency!: string;
  @Column('text') interval!: PriceInterval;
  /** Under which name the meter hears of units. One of each tier: it is billed by what was used on that tier alone. */
  @Column('text') eventName!: string;
  @Column('text') stripeAccountId!: string;
  @Column('text') stripeMeterId!: string;
  @Column('text') stripePriceId!: string;
  @Column('timestamptz') createdAt!: Date;
}
