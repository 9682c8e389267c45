import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { Subscriber } from './subscriber.entity';

/** Who a subscriber is at the Stripe account through which their creator is paid. */
@Entity('stripe_customers')
@ForeignKey(() => Subscriber, ['workspaceId', 'subscriberId'], ['workspaceId', 'id'], { onDelete: 'CASCADE' })
@Unique(['workspaceId', 'stripeCustomerId'])
export class StripeCustomer {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') stripeAccountId!: string;
  @PrimaryColumn('text') subscriberId!: string;
  @Column('text') stripeCustomerId!: string;
  @Column('timestamptz') createdAt!: Date;
}
