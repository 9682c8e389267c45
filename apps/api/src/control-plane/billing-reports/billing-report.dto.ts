import { ApiProperty } from '@nestjs/swagger';
import { applyDecorators } from '@nestjs/common';
import { IsIn, IsRFC3339 } from 'class-validator';
import { MayBeAbsent, MayBeEmpty } from '../../edge/validation/field.decorators';

const BILLING_GROUPINGS = ['month', 'tier'] as const;
type BillingGrouping = (typeof BILLING_GROUPINGS)[number];

const TimeField = (description: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: String, format: 'date-time', required: false, description }),
    MayBeEmpty(),
    IsRFC3339({ message: 'must be a time by RFC 3339, such as 2026-11-01T00:00:00Z' }),
  );
const Count = (description?: string): PropertyDecorator =>
  ApiProperty({ type: 'integer', ...(description === undefined ? {} : { description }) });

export class BillingReportQuery {
  @TimeField('In the first month, which is counted whole (UTC). Default: eleven months before the last.') from?: string;
  @TimeField('Until here; the month that this is in is counted whole, unless it is its very beginning. Default: now.')
  to?: string;

  @ApiProperty({ enum: BILLING_GROUPINGS, required: false, default: 'month' })
  @MayBeAbsent()
  @IsIn(BILLING_GROUPINGS, { message: `must be one of ${BILLING_GROUPINGS.join(', ')}` })
  group_by: BillingGrouping = 'month';
}

/** Amounts are integers in minor units of the currency; currencies are never added to each other. */
export class BillingMoney {
  @ApiProperty({ description: 'ISO 4217, lower case.' }) currency!: string;
  @Count('What all who paid then brought in a month, a year’s price as a twelfth.') mrr_start!: number;
  @Count('From those who began to pay, for the first time or again.') gained!: number;
  @Count() expansion!: number;
  @Count() contraction!: number;
  @Count('From those who ceased to pay.') churned!: number;
  @Count('From other tiers; of a tier only.') moved_in!: number;
  @Count('To other tiers; of a tier only.') moved_out!: number;
  @Count('mrr_start + gained + expansion + moved_in - contraction - churned - moved_out.') mrr_end!: number;
  @Count('Invoices that were paid, with taxes and overage.') revenue!: number;
  @Count('What was given back of them, whenever it was.') refunds!: number;
  @Count('Number of those invoices.') payments!: number;
}

/** Subscribers, counted by their places on tiers. */
export class BillingPeople {
  @Count() paying_start!: number;
  @Count('Began to pay, for the first time or again.') started!: number;
  @Count('Ceased to pay.') ended!: number;
  @Count() moved_in!: number;
  @Count() moved_out!: number;
  @Count() paying_end!: number;
  @Count('Had never paid before; 0 of a tier.') candidates!: number;
  @Count('Of the candidates, those who began to pay.') converted!: number;
  @Count() trials_started!: number;
  @Count() trials_ended!: number;
  @Count('Of trials that ended, those that were paid for.') trials_converted!: number;
}

export class BillingLine {
  @ApiProperty({ type: BillingPeople }) people!: BillingPeople;
  @ApiProperty({ type: [BillingMoney], description: 'By currency, in the order of their codes.' }) money!: BillingMoney[];
}

export class BillingRow extends BillingLine {
  @ApiProperty({ description: 'Beginning of the month (RFC 3339), or id of the tier.' }) key!: string;
  @ApiProperty({ description: 'The key for people: `2026-11`, or the name of the tier.' }) label!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Name of the GPT whose tier it is; null of a month.' }) gpt!:
    string | null;
}

export class BillingDifference {
  @ApiProperty({
    enum: ['payment_missing', 'amount', 'refund', 'payment_unknown', 'place', 'overage'],
    description: 'What does not agree.',
  })
  kind!: string;
  @ApiProperty({ description: 'What it is about, by its id at Stripe.' }) object_id!: string;
  @ApiProperty({ description: 'What Stripe says.' }) expected!: string;
  @ApiProperty({ description: 'What our books say.' }) found!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Of amounts.' }) currency!: string | null;
  @ApiProperty({ type: String, format: 'date-time' }) found_at!: string;
}

export class BillingReport {
  @ApiProperty({ type: String, format: 'date-time' }) from!: string;
  @ApiProperty({ type: String, format: 'date-time' }) to!: string;
  @ApiProperty({ enum: BILLING_GROUPINGS }) group_by!: BillingGrouping;
  @ApiProperty({ type: BillingLine }) total!: BillingLine;
  @ApiProperty({ type: [BillingRow], description: 'Every month, in their order; tiers with anything to tell.' })
  data!: BillingRow[];
  @ApiProperty({ type: [BillingDifference], description: 'What our books and Stripe’s do not agree on now.' })
  differences!: BillingDifference[];
}
