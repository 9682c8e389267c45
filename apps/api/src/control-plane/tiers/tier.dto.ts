import { ApiProperty, OmitType, PartialType } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsInt, IsString, Matches, Max, Min } from 'class-validator';
import { LineField, MayBeAbsent, MayBeNull, RefusedField } from '../../edge/validation/field.decorators';
import { IsActionCosts } from './action-costs.decorator';

/** What a Postgres integer holds. */
const MAX_COUNT = 2_147_483_647;
const MAX_SCOPES = 50;

function CountField(limits: { min: number; max: number; description: string }): PropertyDecorator {
  return (target, key) => {
    ApiProperty({
      type: 'integer',
      minimum: limits.min,
      maximum: limits.max,
      nullable: true,
      required: false,
      description: limits.description,
    })(target, key);
    MayBeNull()(target, key);
    IsInt({ message: 'must be a whole number' })(target, key);
    Min(limits.min, { message: `must be at least ${limits.min}` })(target, key);
    Max(limits.max, { message: `must be at most ${limits.max}` })(target, key);
  };
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

  @CountField({ min: 0, max: MAX_COUNT, description: 'Units in a calendar month (UTC); null is no limit.' })
  quota_per_month?: number | null;

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

  @RefusedField('cannot be set yet: every tier is free')
  price?: unknown;

  @RefusedField('cannot be set yet: every tier is free')
  trial_days?: unknown;
}

/** Any of the same but the key; what is left out stays, null lifts a limit. */
export class UpdateTier extends PartialType(OmitType(CreateTier, ['key'] as const), { skipNullProperties: false }) {}

export class Tier {
  @ApiProperty() id!: string;
  @ApiProperty() key!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ description: 'Whether new subscribers begin here.' }) default!: boolean;
  @ApiProperty({ type: 'integer', nullable: true }) quota_per_month!: number | null;
  @ApiProperty({ type: 'integer', nullable: true }) rate_per_minute!: number | null;
  @ApiProperty({ type: 'integer', nullable: true }) burst!: number | null;
  @ApiProperty({ type: [String], nullable: true }) scopes!: string[] | null;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' } }) action_costs!: Record<string, number>;
  @ApiProperty({ type: String, format: 'date-time' }) created_at!: string;
}

export class TierPage {
  @ApiProperty({ type: [Tier] }) data!: Tier[];
  @ApiProperty({ type: String, nullable: true }) next_cursor!: string | null;
}
