import { type PaidStatus, SUBSCRIPTION_STATUSES } from '@gatehouse/core';
import { ApiProperty } from '@nestjs/swagger';

const PAID_STATUSES = SUBSCRIPTION_STATUSES.filter((status): status is PaidStatus => status !== 'comped');
const moment = (description: string): PropertyDecorator =>
  ApiProperty({ type: String, format: 'date-time', nullable: true, description });

export class SubscriptionPrice {
  @ApiProperty({ type: 'integer', description: 'In minor units.' }) amount!: number;
  @ApiProperty({ example: 'eur' }) currency!: string;
  @ApiProperty({ enum: ['month', 'year'] }) interval!: 'month' | 'year';
}

/** What was bought at Stripe, as our own record has it. */
export class SubscriptionBilling {
  @ApiProperty({
    enum: [...PAID_STATUSES],
    description: "Stripe's word; `canceled` as well once what was paid through an account that was left is over.",
  })
  status!: PaidStatus;
  @ApiProperty({ description: 'Name of the tier that was bought.' }) tier!: string;
  @ApiProperty({ type: SubscriptionPrice, nullable: true }) price!: SubscriptionPrice | null;
  @moment('When they are charged next, never in the past; null when they are not.') next_charge_at!: string | null;
  @moment('Null once the trial is over.') trial_ends_at!: string | null;
  @moment('Since when a payment is overdue.') past_due_since!: string | null;
  @moment('With an overdue payment: until when it is borne with.') grace_ends_at!: string | null;
  @moment('When it ends or ended; null while it goes on.') ends_at!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Name of the tier to which they change when the period ends.' })
  next_tier!: string | null;
  @ApiProperty({ type: String, nullable: true, description: "The customer in Stripe's own dashboard." }) stripe_url!:
    string | null;
}

export class SubscriptionCompTier {
  @ApiProperty() id!: string;
  @ApiProperty() name!: string;
}

/** A tier that was given for nothing. */
export class SubscriptionComp {
  @ApiProperty({ type: SubscriptionCompTier }) tier!: SubscriptionCompTier;
  @moment('Until when; null for good.') until!: string | null;
}
