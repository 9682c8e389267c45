import { ApiProperty } from '@nestjs/swagger';

export class MySession {
  @ApiProperty() id!: string;
  @ApiProperty({ description: 'Whether it is the one that asks.' }) current!: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'What the browser said it is.' }) user_agent!: string | null;
  @ApiProperty({ type: String, format: 'date-time' }) signed_in_at!: string;
  @ApiProperty({ type: String, format: 'date-time', description: 'To five minutes.' }) last_seen_at!: string;
}

export class MySessionPage {
  @ApiProperty({ type: [MySession], description: 'The one that asks, then the last seen.' }) data!: MySession[];
  @ApiProperty({ type: String, nullable: true }) next_cursor!: string | null;
}
