import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsEmail, IsOptional, IsString, Matches, MaxLength, MinLength, ValidateIf } from 'class-validator';

const trimmed = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.trim() : value);
const lowered = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.trim().toLowerCase() : value);

/** The field may be left out; unlike with `IsOptional`, null is not "left out". */
export const MayBeAbsent = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

/** A query parameter that may be left out, or be there without a value, as forms send it. */
export const MayBeEmpty = (): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => (value === '' ? undefined : value)),
    ValidateIf((_, value) => value !== undefined),
  );

/** The field may be left out or null. */
export const MayBeNull = (): PropertyDecorator => IsOptional();

/** One line of text, trimmed, without control characters. Lengths in characters. */
export function LineField(limits: { min: number; max: number; description?: string; optional?: true }): PropertyDecorator {
  const { min, max, description, optional } = limits;
  return applyDecorators(
    ApiProperty({
      type: String,
      minLength: min,
      maxLength: max,
      required: optional !== true,
      ...(description === undefined ? {} : { description }),
    }),
    Transform(trimmed),
    ...(optional === true ? [MayBeAbsent()] : []),
    IsString({ message: 'must be text' }),
    Matches(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, { message: 'must be one line of text' }),
    MinLength(min, { message: min === 1 ? 'must not be empty' : `must have at least ${min} characters` }),
    MaxLength(max, { message: `must have at most ${max} characters` }),
  );
}

/** An email address, in lower case from here on: people type it in any case and mean the same mailbox. */
export function EmailField(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ type: String, format: 'email', maxLength: 254 }),
    Transform(lowered),
    // Mail servers that take letters outside of ASCII before the @ are rare, and the codes must arrive.
    IsEmail({ allow_utf8_local_part: false }, { message: 'must be an email address' }),
  );
}
