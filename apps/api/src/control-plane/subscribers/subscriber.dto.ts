import { LOGIN_METHODS, type LoginMethod } from '@gatehouse/core';
import { type Standing, STANDINGS } from '@gatehouse/platform';
import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { LineField, MayBeEmpty } from '../../edge/validation/field.decorators';
import { PageQuery } from '../paging/page.dto';

export class SubscriberFilterQuery {
  @LineField({ min: 0, max: 200, optional: true, description: 'Part of the address or the name, in any case.' }) q?: string;
  @LineField({
    min: 0,
    max: 64,
    optional: true,
    description: 'Id of a GPT: only those who signed in to it, and their calls of it.',
  })
  gpt?: string;

  @LineField({ min: 0, max: 40, optional: true, description: 'Key of a tier: only those on it, on that GPT or on any.' })
  tier?: string;

  @ApiProperty({ enum: ['active', 'blocked'], required: false })
  @MayBeEmpty()
  @IsIn(['active', 'blocked'], { message: 'must be active or blocked' })
  status?: 'active' | 'blocked';

  @ApiProperty({
    enum: [...STANDINGS],
    required: false,
    description: 'How they stand to money: only those with such a place on that GPT, or on any.',
  })
  @MayBeEmpty()
  @IsIn([...STANDINGS], { message: `must be one of ${STANDINGS.join(', ')}` })
  standing?: Standing;

  @ApiProperty({ enum: ['true', 'false'], required: false, description: 'Whether they agree to hear news by email.' })
  @MayBeEmpty()
  @IsIn(['true', 'false'], { message: 'must be true or false' })
  marketing_consent?: 'true' | 'false';
}

export class SubscriberQuery extends IntersectionType(PageQuery, SubscriberFilterQuery) {}

export class Subscriber {
  @ApiProperty() id!: string;
  @ApiProperty() email!: string;
  @ApiProperty() email_verified!: boolean;
  @ApiProperty({ type: String, nullable: true }) name!: string | null;
  @ApiProperty({ enum: [...LOGIN_METHODS], description: 'How they signed in last.' }) sign_in_method!: LoginMethod;
  @ApiProperty({ type: String, format: 'date-time' }) first_seen_at!: string;
  @ApiProperty({ type: String, format: 'date-time' }) last_seen_at!: string;
  @ApiProperty({ type: 'integer', description: 'Accepted calls, all time.' }) calls!: number;
  @ApiProperty() blocked!: boolean;
  @ApiProperty({ description: 'Whether they agree to hear news by email, now.' }) marketing_consent!: boolean;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Key of their tier on the GPT that the list is filtered by; else null.',
  })
  tier!: string | null;
  @ApiProperty({
    enum: [...STANDINGS, null],
    type: String,
    nullable: true,
    description:
      'Of their places (or the one on the GPT that the list is filtered by) the first in this order; null without any.',
  })
  standing!: Standing | null;
}

export class SubscriberPage {
  @ApiProperty({ type: [Subscriber] }) data!: Subscriber[];
  @ApiProperty({ type: String, nullable: true }) next_cursor!: string | null;
}
