import type { SigningKeyState } from '@gatehouse/core';
import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';

const STATES = ['next', 'current', 'previous', 'retired'] as const satisfies readonly SigningKeyState[];

export class RotateSigningKeys {
  @ApiProperty({
    type: Boolean,
    required: false,
    default: false,
    description:
      'Whether somebody else may have the keys. Then all of them go at once, announced ones too, and what they signed does not verify any more.',
  })
  @IsBoolean({ message: 'must be true or false' })
  compromised: boolean = false;
}

export class SigningKey {
  @ApiProperty({ description: 'The `kid` of what it signs.' }) id!: string;
  @ApiProperty({ enum: ['RS256', 'ES256'] }) algorithm!: 'RS256' | 'ES256';
  @ApiProperty({
    enum: [...STATES],
    description:
      '`next` is published and will sign; `current` signs; `previous` still verifies; `retired` is gone from the key set.',
  })
  state!: SigningKeyState;
  @ApiProperty({ type: String, format: 'date-time' }) created_at!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Signing since.' }) activated_at!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'No longer signing since.' })
  superseded_at!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) retired_at!: string | null;
}

export class SigningKeyPage {
  @ApiProperty({ type: [SigningKey], description: 'Newest first; of the retired ones the last few.' }) data!: SigningKey[];
  @ApiProperty({ type: String, nullable: true }) next_cursor!: string | null;
}
