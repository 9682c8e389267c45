import { AUDIT_ACTIONS, type AuditAction, type FieldChange } from '@gatehouse/core';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, Matches } from 'class-validator';
import { MayBeAbsent } from '../../edge/validation/field.decorators';
import { PageQuery } from '../paging/page.dto';

const ACTOR_KINDS = ['member', 'token', 'system', 'subscriber'] as const;

export class AuditQuery extends PageQuery {
  @ApiProperty({ type: String, required: false, description: 'Id of a member: what they did, also by their API tokens.' })
  @MayBeAbsent()
  @IsString({ message: 'must be text' })
  @Matches(/^\w{0,100}$/, { message: 'must be the id of a member' })
  actor?: string;

  @ApiProperty({
    type: String,
    required: false,
    description: 'An action, or what stands before its dot.',
    example: 'gpt.updated',
  })
  @MayBeAbsent()
  @IsString({ message: 'must be text' })
  @Matches(/^([a-z_]{1,40}(\.[a-z_]{1,40})?)?$/, { message: 'must be an action such as gpt.updated, or its first part' })
  action?: string;
}

export class AuditActor {
  @ApiProperty({ enum: [...ACTOR_KINDS] }) kind!: (typeof ACTOR_KINDS)[number];
  @ApiProperty({ type: String, nullable: true }) member_id!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'As they are called now.' }) name!: string | null;
  @ApiProperty({ type: String, nullable: true }) email!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The API token that acted for the member.' }) token_id!:
    string | null;
}

export class AuditTarget {
  @ApiProperty() kind!: string;
  @ApiProperty() id!: string;
  @ApiProperty({ type: String, nullable: true, description: 'What it was called at that moment.' }) name!: string | null;
}

export class AuditEvent {
  @ApiProperty() id!: string;
  @ApiProperty({ type: String, format: 'date-time' }) at!: string;
  @ApiProperty({ enum: [...AUDIT_ACTIONS] }) action!: AuditAction;
  @ApiProperty({ type: AuditActor }) actor!: AuditActor;
  @ApiProperty({ type: AuditTarget, nullable: true }) target!: AuditTarget | null;
  @ApiProperty({
    type: 'object',
    additionalProperties: {
      type: 'object',
      properties: { from: {}, to: {} },
      required: ['from', 'to'],
    },
    description: 'By field, what it was and what it became. Never a credential.',
  })
  changes!: Readonly<Record<string, FieldChange>>;
  @ApiProperty({ type: String, nullable: true }) source_address!: string | null;
  @ApiProperty({ type: String, nullable: true }) user_agent!: string | null;
}

export class AuditPage {
  @ApiProperty({ type: [AuditEvent], description: 'Newest first.' }) data!: AuditEvent[];
  @ApiProperty({ type: String, nullable: true }) next_cursor!: string | null;
}
