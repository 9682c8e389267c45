import { LOGIN_METHODS, type LoginMethod } from '@gatehouse/core';
import { ApiProperty } from '@nestjs/swagger';

export class SubscriberSession {
  @ApiProperty() id!: string;
  @ApiProperty({ enum: [...LOGIN_METHODS], description: 'How they signed in there.' }) method!: LoginMethod;
  @ApiProperty({ type: String, nullable: true, description: 'What the browser said it is.' }) user_agent!: string | null;
  @ApiProperty({ type: String, format: 'date-time' }) signed_in_at!: string;
  @ApiProperty({ type: String, format: 'date-time', description: 'To an hour.' }) last_seen_at!: string;
  @ApiProperty({ type: String, format: 'date-time' }) expires_at!: string;
}

export class SubscriberSessionPage {
  @ApiProperty({ type: [SubscriberSession], description: 'Last seen first.' }) data!: SubscriberSession[];
  @ApiProperty({ type: String, nullable: true }) next_cursor!: string | null;
}

export class GrantedGpt {
  @ApiProperty() id!: string;
  @ApiProperty() name!: string;
}

export class Grant {
  @ApiProperty() id!: string;
  @ApiProperty({ type: GrantedGpt }) gpt!: GrantedGpt;
  @ApiProperty({ type: [String] }) scopes!: readonly string[];
  @ApiProperty({ type: String, format: 'date-time' }) created_at!: string;
  @ApiProperty({ type: 'integer', description: 'Access tokens that work at this moment.' }) access_tokens!: number;
  @ApiProperty({ type: 'integer', description: 'Refresh tokens that can still be exchanged.' }) refresh_tokens!: number;
}

export class GrantPage {
  @ApiProperty({ type: [Grant], description: 'Those in force, newest first.' }) data!: Grant[];
  @ApiProperty({ type: String, nullable: true }) next_cursor!: string | null;
}
