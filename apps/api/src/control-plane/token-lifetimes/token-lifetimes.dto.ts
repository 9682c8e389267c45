import { LIFETIME_BOUNDS } from '@gatehouse/core';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';

function Seconds({ min, max }: { readonly min: number; readonly max: number }, description: string): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ type: 'integer', minimum: min, maximum: max, description }),
    IsInt({ message: 'must be a whole number of seconds' }),
    Min(min, { message: `must be at least ${min}` }),
    Max(max, { message: `must be at most ${max}` }),
  );
}

/** In seconds. They hold for what is issued from now on; what was issued keeps the end that it was given. */
export class TokenLifetimes {
  @Seconds(LIFETIME_BOUNDS.accessTokenSeconds, 'How long an access token opens the API.')
  access_token_seconds!: number;

  @Seconds(LIFETIME_BOUNDS.refreshIdleSeconds, 'How long a refresh token may lie unused.')
  refresh_token_idle_seconds!: number;

  @Seconds(LIFETIME_BOUNDS.refreshAbsoluteSeconds, 'How long after the sign-in refreshing ends, however often it was used.')
  refresh_token_absolute_seconds!: number;

  @Seconds(LIFETIME_BOUNDS.codeSeconds, 'How long an authorization code may be redeemed.')
  code_seconds!: number;
}
