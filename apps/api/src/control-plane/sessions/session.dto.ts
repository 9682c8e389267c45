import { ApiProperty } from '@nestjs/swagger';
import type { MemberRole } from '@gatehouse/platform';
import { Transform } from 'class-transformer';
import { IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { MEMBER_ROLES } from '../../edge/access/roles';
import { EmailField, LineField } from '../../edge/validation/field.decorators';

const PASSWORD_MIN_LENGTH = 10;
/** Long enough for any passphrase, short enough that hashing it costs nothing extra. */
const PASSWORD_MAX_LENGTH = 200;

export class SignUp {
  @EmailField() email!: string;

  @ApiProperty({ type: String, minLength: PASSWORD_MIN_LENGTH, maxLength: PASSWORD_MAX_LENGTH, format: 'password' })
  @IsString({ message: 'must be text' })
  @MinLength(PASSWORD_MIN_LENGTH, { message: `must have at least ${PASSWORD_MIN_LENGTH} characters` })
  @MaxLength(PASSWORD_MAX_LENGTH, { message: `must have at most ${PASSWORD_MAX_LENGTH} characters` })
  password!: string;

  @LineField({ min: 1, max: 100 }) name!: string;
}

export class VerifyEmail {
  @EmailField() email!: string;

  @ApiProperty({ type: String, description: 'The six digits of the mail; spaces are forgiven.', example: '123456' })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.replace(/\s/g, '') : value))
  @Matches(/^\d{6}$/, { message: 'must be the six digits of the mail' })
  code!: string;
}

export class ResendCode {
  @EmailField() email!: string;
}

export class SignIn {
  @EmailField() email!: string;

  @ApiProperty({ type: String, maxLength: PASSWORD_MAX_LENGTH, format: 'password' })
  @IsString({ message: 'must be text' })
  @MaxLength(PASSWORD_MAX_LENGTH, { message: `must have at most ${PASSWORD_MAX_LENGTH} characters` })
  password!: string;
}

export class AuthMethods {
  @ApiProperty({ description: 'Whether members can sign in with Google.' }) google!: boolean;
  @ApiProperty({ description: 'Whether a local account chooser stands in for Google.' }) google_sandbox!: boolean;
}

export class Membership {
  @ApiProperty() id!: string;
  @ApiProperty() slug!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ enum: [...MEMBER_ROLES] }) role!: MemberRole;
}

export class Me {
  @ApiProperty() id!: string;
  @ApiProperty() email!: string;
  @ApiProperty() name!: string;
  @ApiProperty() email_verified!: boolean;
  @ApiProperty({ type: [Membership] }) workspaces!: Membership[];
}
