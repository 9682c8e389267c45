import { type Scheme } from '@gatehouse/core';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsEmail, IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { type Language, LANGUAGES } from '../../edge/hosted-pages/language';
import { MayBeEmpty } from '../../edge/validation/field.decorators';

const ONE_LINE = /^[^\p{Cc}\p{Zl}\p{Zp}]*$/u;
const SEVERAL_LINES = /^(?:[^\p{Cc}\p{Zl}\p{Zp}]|[\r\n\t])*$/u;
/** No fragment tricks, no credentials: what a browser opens as a page of that host. */
const HTTPS_URL = /^https:\/\/[^\s/?#@\\]+(?:[/?#][^\s\\]*)?$/;
/** Bytes of an image in base64. */
const LOGO_MAX_CHARACTERS = 400_000;

/** Trimmed; a field that a form sends empty says nothing, as null does. */
const orNothing = ({ value }: { value: unknown }): unknown => {
  const text = typeof value === 'string' ? value.trim() : value;
  return text === '' ? null : text;
};

interface TextLimits {
  readonly max: number;
  readonly description: string;
  readonly lines?: 'several';
}

/** Text that may be absent or null, for nothing. */
function OptionalText({ max, description, lines }: TextLimits): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ type: String, nullable: true, required: false, maxLength: max, description }),
    Transform(orNothing),
    IsOptional(),
    IsString({ message: 'must be text' }),
    Matches(lines === 'several' ? SEVERAL_LINES : ONE_LINE, {
      message: lines === 'several' ? 'must be text without control characters' : 'must be one line of text',
    }),
    MaxLength(max, { message: `must have at most ${max} characters` }),
  );
}

function OptionalUrl(description: string): PropertyDecorator {
  return applyDecorators(
    OptionalText({ max: 2_000, description }),
    Matches(HTTPS_URL, { message: 'must be a URL that begins with https://' }),
  );
}

/** What is said anew of the whole branding but its logo: a field that is left out is nothing from then on. */
export class SetBranding {
  @ApiProperty({
    type: String,
    nullable: true,
    required: false,
    maxLength: 7,
    description: 'As `#rgb` or `#rrggbb`. Buttons keep it; links become as dark or as light as reading needs.',
  })
  @Transform(orNothing)
  @IsOptional()
  @Matches(/^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i, { message: 'must be a colour like #0a6b58' })
  accent_color?: string | null;

  @OptionalText({ max: 80, description: 'Stands over the sign-in page instead of “Sign in to …”, in every language.' })
  heading?: string | null;

  @OptionalText({ max: 300, description: 'The sentence below it.' })
  intro?: string | null;

  @OptionalUrl('Your terms; linked below every page.')
  terms_url?: string | null;

  @OptionalUrl('Your own privacy policy; null for the one that is hosted here.')
  privacy_url?: string | null;
}

export class SetLogo {
  @ApiProperty({
    type: String,
    maxLength: LOGO_MAX_CHARACTERS,
    description: 'A PNG, JPEG or WebP image in base64: at most 256 KiB, and 16 to 2048 pixels on each side. SVG is refused.',
  })
  @IsString({ message: 'must be text' })
  @MaxLength(LOGO_MAX_CHARACTERS, { message: 'must be an image of at most 256 KiB' })
  @Matches(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/, { message: 'must be base64' })
  image!: string;
}

export class BrandLogo {
  @ApiProperty() url!: string;
  @ApiProperty({ enum: ['image/png', 'image/jpeg', 'image/webp'] }) media_type!: string;
  @ApiProperty({ type: 'integer' }) width!: number;
  @ApiProperty({ type: 'integer' }) height!: number;
}

export class Branding {
  @ApiProperty({ type: String, nullable: true }) accent_color!: string | null;
  @ApiProperty({
    enum: ['light', 'dark'],
    isArray: true,
    description: 'Where links cannot have the accent colour itself, because they could not be read.',
  })
  links_adjusted_in!: Scheme[];
  @ApiProperty({ type: String, nullable: true }) heading!: string | null;
  @ApiProperty({ type: String, nullable: true }) intro!: string | null;
  @ApiProperty({ type: String, nullable: true }) terms_url!: string | null;
  @ApiProperty({ type: String, nullable: true }) privacy_url!: string | null;
  @ApiProperty({ type: BrandLogo, nullable: true }) logo!: BrandLogo | null;
}

const PREVIEW_PAGES = ['sign_in', 'consent'] as const;

/** What is not saved yet, to be looked at. */
export class PreviewQuery extends SetBranding {
  @ApiProperty({ enum: PREVIEW_PAGES, required: false, default: 'sign_in' })
  @MayBeEmpty()
  @IsIn(PREVIEW_PAGES, { message: `must be ${PREVIEW_PAGES.join(' or ')}` })
  page: (typeof PREVIEW_PAGES)[number] = 'sign_in';

  @ApiProperty({ enum: ['light', 'dark'], required: false, default: 'light' })
  @MayBeEmpty()
  @IsIn(['light', 'dark'], { message: 'must be light or dark' })
  scheme: Scheme = 'light';

  @ApiProperty({ enum: [...LANGUAGES], required: false, default: 'en' })
  @MayBeEmpty()
  @IsIn(LANGUAGES, { message: `must be one of ${LANGUAGES.join(', ')}` })
  language: Language = 'en';
}

export class BrandPreview {
  @ApiProperty({ description: 'The page, by the code that makes the real one. Show it in a frame that runs no scripts.' })
  html!: string;

  @ApiProperty({ enum: ['light', 'dark'], isArray: true, description: 'As in the branding, for the accent that was asked for.' })
  links_adjusted_in!: Scheme[];
}

export class SetPrivacyPolicy {
  @OptionalText({ max: 200, description: 'The person or company that is responsible; null for the name of the workspace.' })
  responsible?: string | null;

  @ApiProperty({ type: String, format: 'email', nullable: true, required: false, maxLength: 254 })
  @IsOptional()
  @IsEmail({}, { message: 'must be an email address' })
  contact_email?: string | null;

  @OptionalText({ max: 4_000, lines: 'several', description: 'What is collected; null for a general sentence, as below.' })
  collected?: string | null;

  @OptionalText({ max: 4_000, lines: 'several', description: 'What it is used for.' })
  purposes?: string | null;

  @OptionalText({ max: 4_000, lines: 'several', description: 'How long it is kept.' })
  retention?: string | null;

  @OptionalText({ max: 4_000, lines: 'several', description: 'Who else receives it.' })
  recipients?: string | null;
}

export class PrivacyPolicy {
  @ApiProperty({ description: 'The page that we host, in eight languages.' }) url!: string;
  @ApiProperty({ type: String, nullable: true }) responsible!: string | null;
  @ApiProperty({ type: String, nullable: true }) contact_email!: string | null;
  @ApiProperty({ type: String, nullable: true }) collected!: string | null;
  @ApiProperty({ type: String, nullable: true }) purposes!: string | null;
  @ApiProperty({ type: String, nullable: true }) retention!: string | null;
  @ApiProperty({ type: String, nullable: true }) recipients!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) updated_at!: string | null;
}
