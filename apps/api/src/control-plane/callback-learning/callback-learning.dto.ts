import { ApiProperty } from '@nestjs/swagger';

export class TestSignIn {
  @ApiProperty({ description: 'To be opened in this browser: marks it, and leads to ChatGPT, where the sign-in is begun.' })
  url!: string;
  @ApiProperty({ type: String, format: 'date-time', description: 'Until when the link can be opened.' }) expires_at!: string;
}

export class LearnedCallback {
  @ApiProperty() id!: string;
  @ApiProperty({ description: 'Exactly as it came. Compare it with the GPT editor before you approve it.' }) url!: string;
  @ApiProperty({ type: String, format: 'date-time' }) seen_at!: string;
  @ApiProperty({ description: 'Name of the member whose test brought it.' }) tested_by!: string;
}

export class LearnedCallbackPage {
  @ApiProperty({ type: [LearnedCallback], description: 'Those of the last 24 hours, newest first.' }) data!: LearnedCallback[];
  @ApiProperty({ type: String, nullable: true }) next_cursor!: string | null;
}

export class TurnedAway {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The id in a callback of ChatGPT’s shape, masked; null for all others. A stranger may have made it up.',
  })
  callback!: string | null;

  @ApiProperty({ type: 'integer', description: 'At least.' }) times!: number;
  @ApiProperty({ type: String, format: 'date-time' }) first_seen_at!: string;
  @ApiProperty({ type: String, format: 'date-time' }) last_seen_at!: string;
}

export class TurnedAwayPage {
  @ApiProperty({ type: [TurnedAway], description: 'Those of the last seven days, the latest first.' }) data!: TurnedAway[];
  @ApiProperty({ type: String, nullable: true }) next_cursor!: string | null;
}
