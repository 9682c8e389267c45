import { OTHER_ACTIONS } from '@gatehouse/core';
import type { UsageGrouping } from '@gatehouse/platform';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsRFC3339, IsString, Max, MaxLength, Min } from 'class-validator';
import { LineField, MayBeAbsent, MayBeEmpty } from '../../edge/validation/field.decorators';

const GROUPINGS: readonly UsageGrouping[] = ['gpt', 'subscriber', 'action', 'tier', 'hour', 'day'];
const MAX_ROWS = 50;

const TimeField = (description: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: String, format: 'date-time', required: false, description }),
    MayBeEmpty(),
    IsRFC3339({ message: 'must be a time by RFC 3339, such as 2026-11-01T00:00:00Z' }),
  );

export class UsageRangeQuery {
  @TimeField('Counted from the beginning of its hour. Default: 30 days before `to`.') from?: string;
  @TimeField('Counted until the end of its hour, unless it is the very beginning of one. Default: now.') to?: string;

  @LineField({ min: 0, max: 64, optional: true, description: 'Id of a GPT: only its calls.' }) gpt?: string;
}

export class UsageFilterQuery extends UsageRangeQuery {
  @ApiProperty({ enum: GROUPINGS, required: false, default: 'day' })
  @MayBeAbsent()
  @IsIn(GROUPINGS, { message: `must be one of ${GROUPINGS.join(', ')}` })
  group_by: UsageGrouping = 'day';

  @LineField({ min: 0, max: 64, optional: true, description: 'Id of a subscriber: only their calls.' }) subscriber?: string;
}

export class UsageQuery extends UsageFilterQuery {
  @ApiProperty({
    type: 'integer',
    minimum: 1,
    maximum: MAX_ROWS,
    required: false,
    default: MAX_ROWS,
    description:
      'Rows of a page at most, the largest first; `total` counts all of them. Hours and days always come all. All rows of any report: `export.csv`.',
  })
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value === '' ? MAX_ROWS : value,
  )
  @IsInt({ message: 'must be a whole number' })
  @Min(1, { message: 'must be at least 1' })
  @Max(MAX_ROWS, { message: `must be at most ${MAX_ROWS}` })
  limit: number = MAX_ROWS;

  @ApiProperty({ type: String, required: false, description: '`next_cursor` of the page before.' })
  @MayBeEmpty()
  @IsString({ message: 'must be text' })
  @MaxLength(500, { message: 'is not a cursor of this list' })
  cursor?: string;
}

export class ActiveSubscribers {
  @ApiProperty({ type: String, format: 'date-time', description: 'Beginning of the first hour counted.' }) from!: string;
  @ApiProperty({ type: String, format: 'date-time', description: 'End of the last hour counted.' }) to!: string;
  @ApiProperty({ type: 'integer', description: 'People of whom a call was accepted.' }) active_subscribers!: number;
}

export class UsageTotal {
  @ApiProperty({ type: 'integer', description: 'Accepted calls.' }) calls!: number;
  @ApiProperty({ type: 'integer', description: 'Units that they took from quotas.' }) cost!: number;
  @ApiProperty({
    type: 'integer',
    description:
      'Calls that were refused to somebody whose token or key was known: over a limit, out of scope, blocked or unpaid. They are in no other figure.',
  })
  denied!: number;
}

export class UsageRow extends UsageTotal {
  @ApiProperty({
    description: 'Id of the GPT or subscriber, name of the action, key of the tier, or beginning of the hour or day (UTC).',
  })
  key!: string;
  @ApiProperty({ description: "The key for people: the GPT's name, the subscriber's address, else the key." }) label!: string;
}

export class Usage {
  @ApiProperty({ type: String, format: 'date-time', description: 'Beginning of the first hour counted.' }) from!: string;
  @ApiProperty({ type: String, format: 'date-time', description: 'End of the last hour counted.' }) to!: string;
  @ApiProperty({ enum: GROUPINGS }) group_by!: UsageGrouping;
  @ApiProperty({ type: UsageTotal }) total!: UsageTotal;
  @ApiProperty({ type: [UsageRow], description: 'Groups without any call have no row.' }) data!: UsageRow[];
  @ApiProperty({
    type: String,
    nullable: true,
    description: `What to know about these rows, for people: that actions were counted as ${OTHER_ACTIONS}, and why. Null as a rule.`,
  })
  note!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Null when nothing follows.' }) next_cursor!: string | null;
}
