import { ApiProperty } from '@nestjs/swagger';
import type { MemberRole } from '@gatehouse/platform';
import { Transform } from 'class-transformer';
import { IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { applyDecorators } from '@nestjs/common';
import { MEMBER_ROLES } from '../../edge/access/roles';
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from '../../edge/passwords/password-strength';
import { EmailField, LineField, MayBeAbsent } from '../../edge/validation/field.decorators';

/** A password that somebody chooses. How strong it is, is seen later. */
const NewPasswordField = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: String, minLength: PASSWORD_MIN_LENGTH, maxLength: PASSWORD_MAX_LENGTH, format: 'password' }),
    IsString({ message: 'must be text' }),
    MinLength(PASSWORD_MIN_LENGTH, { message: `must have at least ${PASSWORD_MIN_LENGTH} characters` }),
    MaxLength(PASSWORD_MAX_LENGTH, { message: `must have at most ${PASSWORD_MAX_LENGTH} characters` }),
  );

const CodeField = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: String, description: 'The six digits of the mail; spaces are forgiven.', example: '123456' }),
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.replace(/\s/g, '') : value)),
    Matches(/^\d{6}$/, { message: 'must be the six digits of the mail' }),
  );

export class SignUp {
  @EmailField() email!: string;

  @NewPasswordField() password!: string;

  @LineField({ min: 1, max: 100 }) name!: string;
}

export class VerifyEmail {
  @EmailField() email!: string;

  @CodeField() code!: string;
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

export class ForgotPassword {
  @EmailField() email!: string;
}

export class ResetPassword {
  @EmailField() email!: string;
  @CodeField() code!: string;
  @NewPasswordField() password!: string;
}

export class ChoosePassword {
  @NewPasswordField() password!: string;

  @ApiProperty({
    type: String,
    required: false,
    maxLength: PASSWORD_MAX_LENGTH,
    format: 'password',
    description: 'The present password, when there is one.',
  })
  @MayBeAbsent()
  @IsString({ message: 'must be text' })
  @MaxLength(PASSWORD_MAX_LENGTH, { message: `must have at most ${PASSWORD_MAX_LENGTH} characters` })
  current_password?: string;
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
  @ApiProperty({
    description:
      'Whether the member has no way of signing in again but by another mail: they are to choose a password (`POST /auth/password`).',
  })
  password_required!: boolean;
  @ApiProperty({ type: [Membership] }) workspaces!: Membership[];
}
