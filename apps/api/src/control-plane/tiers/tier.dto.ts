import { ApiProperty, OmitType, PartialType } from '@nestjs/swagger';
import { type QuotaMonths, STRIPE_CURRENCIES } from '@gatehouse/core';
import type { TierRow } from '@gatehouse/platform';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  IsString,
  Matches,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { LineField, MayBeAbsent, MayBeNull } from '../../edge/validation/field.decorators';
import { IsActionCosts } from './action-costs.decorator';
import { CountField, MAX_COUNT } from './count-field.decorator';

const MAX_SCOPES = 50;

const QUOTA_MONTHS: readonly QuotaMonths[] = ['calendar_month', 'subscription_month'];

type PriceInterval = NonNullable<TierRow['priceInterval']>;

const INTERVALS: readonly PriceInterval[] = ['month', 'year'];
/** The most that Stripe takes in one charge, in minor units. */
const MAX_AMOUNT = 99_999_999;

const isCurrency = (value: unknown): boolean =>
  typeof value === 'string' && /^([A-Z]{3}|[a-z]{3})$/.test(value) && STRIPE_CURRENCIES.has(value.toLowerCase());

/** One sentence, not one for each rule that text or nothing breaks. */
function faultOf(amount: unknown): string | null {
  if (!Number.isInteger(amount)) return 'must be a whole number of minor units';
  if (Number(amount) < 0) return 'must be at least 0';
  return Number(amount) > MAX_AMOUNT ? `must be at most ${MAX_AMOUNT}` : null;
}

export class Price {
  @ApiProperty({ type: 'integer', minimum: 0, maximum: MAX_AMOUNT, description: 'In minor units: 500 is €5.00, or ¥500.' })
  @ValidateBy({
    name: 'amount',
    validator: { validate: (value) => faultOf(value) === null, defaultMessage: (args) => faultOf(args?.value) ?? '' },
  })
  amount!: number;

  @ApiProperty({ type: String, minLength: 3, maxLength: 3, description: 'ISO 4217 code, such as `eur`.' })
  @ValidateBy({
    name: 'currency',
    validator: {
      validate: isCurrency,
      defaultMessage: () => 'must be the ISO 4217 code of a currency in which Stripe charges, such as eur',
    },
  })
  currency!: string;

  @ApiProperty({ enum: [...INTERVALS] })
  @IsIn(INTERVALS, { message: `must be one of ${INTERVALS.join(', ')}` })
  interval!: PriceInterval;
}

export class CreateTier {
  @ApiProperty({
    type: String,
    maxLength: 40,
    pattern: '^[a-z0-9][a-z0-9_-]*$',
    description: 'Names the tier in answers of verify; never changes.',
  })
  @IsString({ message: 'must be text' })
  @Matches(/^[a-z0-9][a-z0-9_-]{0,39}$/, { message: 'may hold at most 40 lower-case letters, digits, - and _' })
  key!: string;

  @LineField({ min: 1, max: 60 }) name!: string;

  @CountField({ min: 0, max: MAX_COUNT, description: 'Units in a month; null is no limit.' })
  quota_per_month?: number | null;

  @ApiProperty({
    enum: [...QUOTA_MONTHS],
    required: false,
    description: 'Months of the calendar (UTC), or months since the subscription began. `calendar_month` when left out.',
  })
  @MayBeAbsent()
  @IsIn(QUOTA_MONTHS, { message: `must be one of ${QUOTA_MONTHS.join(', ')}` })
  quota_months?: QuotaMonths;

  @CountField({ min: 1, max: 1_000_000, description: 'Calls a minute, evenly; null is no limit.' })
  rate_per_minute?: number | null;

  @CountField({ min: 1, max: 1_000_000, description: 'Calls that may come at once within the rate.' })
  burst?: number | null;

  @ApiProperty({
    type: [String],
    required: false,
    nullable: true,
    description: "Scopes that the tier includes; null is all of the GPT's.",
  })
  @MayBeNull()
  @IsArray({ message: 'must be a list' })
  @ArrayMaxSize(MAX_SCOPES, { message: `must have at most ${MAX_SCOPES} entries` })
  @IsString({ each: true, message: 'must be a list of text' })
  @ArrayUnique({ message: 'must not name a scope twice' })
  scopes?: string[] | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer', minimum: 0 },
    selfRequired: false,
    description: 'Units that a call of each action takes; `*` stands for all others, which otherwise take 1.',
  })
  @MayBeAbsent()
  @IsActionCosts()
  action_costs?: Record<string, number>;

  @ApiProperty({
    type: Price,
    required: false,
    nullable: true,
    description: 'What a subscriber pays; null is free. Taken through the Stripe account that the workspace has connected.',
  })
  @MayBeNull()
  @IsObject({ message: 'must be an object' })
  @ValidateNested()
  @Type(() => Price)
  price?: Price | null;

  @CountField({
    min: 0,
    max: 730,
    description: 'Days for which the tier is free at first; null is none.',
  })
  trial_days?: number | null;
}

/** Any of the same but the key; what is left out stays, null lifts a limit. */
export class UpdateTier extends PartialType(OmitType(CreateTier, ['key'] as const), { skipNullProperties: false }) {
  @ApiProperty({ enum: [true], required: false, description: 'Makes this the tier on which new subscribers begin.' })
  @MayBeAbsent()
  @IsIn([true], { message: 'must be true: to change the default, make another tier the default' })
  default?: true;

  @ApiProperty({
    required: false,
    description: 'Put away: who is on the tier stays on it, and nobody comes to it any more. Not for the default tier.',
  })
  @MayBeAbsent()
  @IsBoolean({ message: 'must be true or false' })
  archived?: boolean;
}

export class TierOrder {
  @ApiProperty({ type: [String], description: 'Ids of all tiers of the GPT, first to last.' })
  @IsArray({ message: 'must be a list' })
  @ArrayMaxSize(100, { message: 'must have at most 100 entries' })
  @IsString({ each: true, message: 'must be a list of ids' })
  @ArrayUnique({ message: 'must not name a tier twice' })
  tiers!: string[];
}

export class Tier {
  @ApiProperty() id!: string;
  @ApiProperty() key!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ description: 'Whether new subscribers begin here.' }) default!: boolean;
  @ApiProperty({ type: 'integer', nullable: true }) quota_per_month!: number | null;
  @ApiProperty({ enum: [...QUOTA_MONTHS] }) quota_months!: QuotaMonths;
  @ApiProperty({ type: 'integer', nullable: true }) rate_per_minute!: number | null;
  @ApiProperty({ type: 'integer', nullable: true }) burst!: number | null;
  @ApiProperty({ type: [String], nullable: true }) scopes!: string[] | null;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' } }) action_costs!: Record<string, number>;
  @ApiProperty({
    type: Price,
    nullable: true,
    description: 'What it costs by the month; by the year, where that is all there is.',
  })
  price!: Price | null;
  @ApiProperty({ type: [Price], description: 'All that it costs: by the month, by the year.' }) prices!: Price[];
  @ApiProperty({ type: 'integer', nullable: true }) trial_days!: number | null;
  @ApiProperty({ description: 'Whether it is put away.' }) archived!: boolean;
  @ApiProperty({ type: String, format: 'date-time' }) created_at!: string;
}

export class TierPage {
  @ApiProperty({ type: [Tier] }) data!: Tier[];
  @ApiProperty({ type: String, nullable: true }) next_cursor!: string | null;
}
