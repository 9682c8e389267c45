import type { MemberRole } from '@gatehouse/platform';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { MEMBER_ROLES } from '../../edge/access/roles';
import { LineField } from '../../edge/validation/field.decorators';

export class CreateToken {
  @LineField({ min: 1, max: 100 }) name!: string;

  @ApiProperty({ enum: [...MEMBER_ROLES], description: 'At most your own role in the workspace.' })
  @IsIn(MEMBER_ROLES, { message: `must be one of ${MEMBER_ROLES.join(', ')}` })
  role!: MemberRole;

  @LineField({ min: 1, max: 63, description: 'Slug of the workspace that the token opens.' }) workspace!: string;
}

export class CreatedToken {
  @ApiProperty() id!: string;
  @ApiProperty({ description: 'Shown once.' }) token!: string;
}

export class ApiToken {
  @ApiProperty() id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ enum: [...MEMBER_ROLES] }) role!: MemberRole;
  @ApiProperty({ description: 'Slug of the workspace that the token opens.' }) workspace!: string;
  @ApiProperty({ type: String, format: 'date-time' }) created_at!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) last_used_at!: string | null;
}

export class ApiTokenPage {
  @ApiProperty({ type: [ApiToken] }) data!: ApiToken[];
  @ApiProperty({ type: String, nullable: true }) next_cursor!: string | null;
}
