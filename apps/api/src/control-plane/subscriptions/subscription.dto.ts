import { SUBSCRIPTION_STATUSES, type SubscriptionStatus } from '@gatehouse/core';
import { type Standing, STANDINGS } from '@gatehouse/platform';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsObject, IsString, ValidateNested } from 'class-validator';
import { LineField, MayBeAbsent, MayBeNull } from '../../edge/validation/field.decorators';
import { CountField, MAX_COUNT } from '../tiers/count-field.decorator';
import { SubscriptionBilling, SubscriptionComp } from './subscription-billing.dto';

export class Overrides {
  @CountField({ min: 0, max: MAX_COUNT, description: 'Units in a month; null is no limit.' })
  quota_per_month?: number | null;

  @CountField({ min: 1, max: 1_000_000, description: 'Calls a minute, evenly; null is no limit.' })
  rate_per_minute?: number | null;

  @CountField({ min: 1, max: 1_000_000, description: 'Calls that may come at once within the rate.' })
  burst?: number | null;

  @ApiProperty({ type: [String], required: false, nullable: true, description: "Scopes; null is all of the GPT's." })
  @MayBeNull()
  @IsArray({ message: 'must be a list' })
  @ArrayMaxSize(50, { message: 'must have at most 50 entries' })
  @IsString({ each: true, message: 'must be a list of text' })
  @ArrayUnique({ message: 'must not name a scope twice' })
  scopes?: string[] | null;
}

export class UpdateSubscription {
  @LineField({
    min: 1,
    max: 64,
    optional: true,
    description: 'Id of the tier to move the subscriber to; they are served there. Not while they pay.',
  })
  tier?: string;

  @ApiProperty({
    type: Overrides,
    required: false,
    description:
      'What they get instead of what their tier says; replaces all former ones. What is left out in it is as the tier says. Those that give less than a tier that they buy end with the purchase.',
  })
  @MayBeAbsent()
  @IsObject({ message: 'must be an object' })
  @ValidateNested()
  @Type(() => Overrides)
  overrides?: Overrides;
}

class SubscriptionGpt {
  @ApiProperty() id!: string;
  @ApiProperty() name!: string;
}

class SubscriptionTier {
  @ApiProperty() id!: string;
  @ApiProperty() key!: string;
  @ApiProperty() name!: string;
}

class SubscriptionQuota {
  @ApiProperty({ type: 'integer', nullable: true, description: 'With overrides applied; null is no limit.' }) limit!:
    number | null;
  @ApiProperty({ type: 'integer', description: 'Units in the running period, as far as they have reached the ledger.' })
  used!: number;
  @ApiProperty({ type: String, format: 'date-time' }) starts_at!: string;
  @ApiProperty({ type: String, format: 'date-time' }) resets_at!: string;
}

export class Subscription {
  @ApiProperty() id!: string;
  @ApiProperty({ type: SubscriptionGpt }) gpt!: SubscriptionGpt;
  @ApiProperty({ type: SubscriptionTier }) tier!: SubscriptionTier;
  @ApiProperty({ enum: [...SUBSCRIPTION_STATUSES], description: 'Of where they stand now; `comped` while a comp holds.' })
  status!: SubscriptionStatus;
  @ApiProperty({ enum: [...STANDINGS], description: 'The same in words of a list: what the subscribers are filtered by.' })
  standing!: Standing;
  @ApiProperty({ description: 'False: their calls are decided by the default tier, because their place is not paid for.' })
  served!: boolean;
  @ApiProperty({ type: String, format: 'date-time' }) created_at!: string;
  @ApiProperty({ type: SubscriptionQuota }) quota!: SubscriptionQuota;
  @ApiProperty({ type: Overrides }) overrides!: Overrides;
  @ApiProperty({ type: SubscriptionBilling, nullable: true }) billing!: SubscriptionBilling | null;
  @ApiProperty({ type: SubscriptionComp, nullable: true }) comp!: SubscriptionComp | null;
}

export class SubscriptionPage {
  @ApiProperty({ type: [Subscription] }) data!: Subscription[];
  @ApiProperty({ type: String, nullable: true }) next_cursor!: string | null;
}
