import type { MemberRole } from '@gatehouse/platform';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsString, MaxLength } from 'class-validator';
import { MEMBER_ROLES } from '../../edge/access/roles';
import { LineField, MayBeAbsent } from '../../edge/validation/field.decorators';
import { SLUG_MAX_LENGTH } from './slug';

export class CreateWorkspace {
  @LineField({ min: 1, max: 100 }) name!: string;

  @ApiProperty({
    type: String,
    required: false,
    maxLength: SLUG_MAX_LENGTH,
    description: 'Stands in every URL of the workspace and never changes. Made from the name when left out.',
  })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  @MayBeAbsent()
  @IsString({ message: 'must be text' })
  @MaxLength(SLUG_MAX_LENGTH, { message: `must have at most ${SLUG_MAX_LENGTH} characters` })
  slug?: string;
}

export class Workspace {
  @ApiProperty() id!: string;
  @ApiProperty() slug!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ enum: [...MEMBER_ROLES], description: 'What the caller may do here.' }) role!: MemberRole;
  @ApiProperty({ description: 'The OAuth issuer of this workspace (RFC 8414).' }) issuer!: string;
}

export class WorkspacePage {
  @ApiProperty({ type: [Workspace], description: 'Oldest membership first; by a token, the one that it opens.' })
  data!: Workspace[];
  @ApiProperty({ type: String, nullable: true }) next_cursor!: string | null;
}
