import { unitAmountFault } from '@gatehouse/core';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy, ValidateIf } from 'class-validator';

const fault = (value: unknown): string | null => (typeof value === 'string' ? unitAmountFault(value) : 'must be text, or null');

export class SetTierOverage {
  @ApiProperty({
    type: String,
    nullable: true,
    maxLength: 21,
    example: '0.5',
    description: 'What a unit beyond the quota costs, in minor units with at most 12 decimals; null makes the quota a wall.',
  })
  @ValidateIf((_, value: unknown) => value !== null)
  @ValidateBy({
    name: 'unitAmount',
    validator: { validate: (value) => fault(value) === null, defaultMessage: (args) => fault(args?.value) ?? '' },
  })
  unit_amount!: string | null;
}

export class TierOverage {
  @ApiProperty({ type: String, nullable: true, description: 'In minor units; null where the quota is a wall.' }) unit_amount!:
    string | null;
  @ApiProperty({ type: String, nullable: true, description: 'That of the tier’s price.' }) currency!: string | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Units a month that the price pays for: the tier’s quota.' })
  included!: number | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Who buys from then on has seen it, and is charged; who bought before keeps what they agreed to.',
  })
  since!: string | null;
}
