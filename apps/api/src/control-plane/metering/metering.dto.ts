import { WHEN_COUNTERS_ARE_DOWN, type WhenCountersAreDown } from '@gatehouse/core';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';

export class MeteringSetting {
  @ApiProperty({
    enum: WHEN_COUNTERS_ARE_DOWN,
    description:
      'What becomes of calls while Redis is away. `serve`: Postgres decides and counts, quotas hold to the unit, rates are stricter than set. `refuse`: 503.',
  })
  @IsIn(WHEN_COUNTERS_ARE_DOWN, { message: `must be one of ${WHEN_COUNTERS_ARE_DOWN.join(', ')}` })
  when_counters_are_down!: WhenCountersAreDown;
}
