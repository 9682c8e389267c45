import { LOGIN_METHODS, type LoginMethod } from '@gatehouse/core';
import { ApiProperty, PartialType } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsOpenApiSchema } from './openapi-schema.decorator';
import { LineField, MayBeAbsent, MayBeNull } from '../../edge/validation/field.decorators';

export const MAX_CALLBACK_URLS = 50;
const MAX_SCOPES = 50;
const URL_MAX_LENGTH = 2_000;

export class Scope {
  @LineField({ min: 1, max: 100, description: 'As ChatGPT asks for it, e.g. `foods.read`.' }) name!: string;
  @LineField({ min: 1, max: 200, description: 'The sentence that people read when they consent.' }) description!: string;

  @ApiProperty({ type: Boolean, default: true, description: 'Granted when a request names no scope.' })
  @IsBoolean({ message: 'must be true or false' })
  default: boolean = true;
}

export class GptApi {
  @LineField({ min: 1, max: URL_MAX_LENGTH, description: "Where the GPT's own API lives." }) base_url!: string;

  @ApiProperty({
    oneOf: [{ type: 'string' }, { type: 'object', additionalProperties: true }],
    required: false,
    nullable: true,
    description:
      'OpenAPI 3 document of that API, as an object or as text in JSON or YAML; null takes it away, and left out it stays. Kept as it is given, and ' +
      'shown in answers about one GPT. Nothing reads it yet.',
  })
  @MayBeNull()
  @IsOpenApiSchema()
  openapi?: object | string | null;
}

/** What an answer said may be sent back: `{url, …}` stands for its URL. */
const urlOf = (entry: unknown): unknown => (typeof entry === 'object' && entry !== null && 'url' in entry ? entry.url : entry);

export class CreateGpt {
  @LineField({ min: 1, max: 100 }) name!: string;

  @ApiProperty({
    type: [String],
    required: false,
    maxItems: 2 * MAX_CALLBACK_URLS,
    description: 'At most 50, twins not counted. Entries of the form that answers have, `{url}`, are taken too.',
  })
  @Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.map(urlOf) : value))
  @MayBeAbsent()
  @IsArray({ message: 'must be a list' })
  @ArrayMaxSize(2 * MAX_CALLBACK_URLS, { message: `must have at most ${2 * MAX_CALLBACK_URLS} entries` })
  @IsString({ each: true, message: 'must be a list of text' })
  @MaxLength(URL_MAX_LENGTH, { each: true, message: `must have entries of at most ${URL_MAX_LENGTH} characters` })
  callback_urls?: string[];

  @ApiProperty({ type: [Scope], required: false, maxItems: MAX_SCOPES })
  @MayBeAbsent()
  @IsArray({ message: 'must be a list' })
  @ArrayMaxSize(MAX_SCOPES, { message: `must have at most ${MAX_SCOPES} entries` })
  @ArrayUnique((scope: Scope | null) => scope?.name, { message: 'must not name a scope twice' })
  @IsObject({ each: true, message: 'must be a list of scopes' })
  @ValidateNested({ each: true })
  @Type(() => Scope)
  scopes?: Scope[];

  @ApiProperty({ enum: [...LOGIN_METHODS], isArray: true, required: false })
  @MayBeAbsent()
  @IsArray({ message: 'must be a list' })
  @ArrayMinSize(1, { message: 'must have at least one entry: people need a way to sign in' })
  @ArrayUnique({ message: 'must not name a method twice' })
  @IsIn(LOGIN_METHODS, { each: true, message: `must be a list of ${LOGIN_METHODS.join(', ')}` })
  login_methods?: LoginMethod[];

  @ApiProperty({ type: GptApi, required: false, nullable: true })
  @MayBeNull()
  @IsObject({ message: 'must be an object' })
  @ValidateNested()
  @Type(() => GptApi)
  api?: GptApi | null;
}

/** Any of the same; what is left out stays as it is, and lists replace what was there. */
export class UpdateGpt extends PartialType(CreateGpt, { skipNullProperties: false }) {}

export class RotateSecret {
  @ApiProperty({
    type: 'integer',
    required: false,
    minimum: 0,
    maximum: 168,
    description: 'Hours that the older secret keeps working; 24 when left out.',
  })
  @IsInt({ message: 'must be a whole number of hours' })
  @Min(0, { message: 'must be at least 0' })
  @Max(168, { message: 'must be at most 168' })
  overlap_hours: number = 24;
}

export class CreateCallbackUrl {
  @LineField({ min: 1, max: URL_MAX_LENGTH }) url!: string;
}

export class CallbackUrl {
  @ApiProperty() id!: string;
  @ApiProperty() url!: string;
  @ApiProperty({ type: String, format: 'date-time' }) created_at!: string;
}

export class CallbackUrlList {
  @ApiProperty({ type: [CallbackUrl], description: "The URL, and its twin on ChatGPT's other host." }) data!: CallbackUrl[];
}

export class GptSecret {
  @ApiProperty() id!: string;
  @ApiProperty({ description: 'The last four characters of the secret.' }) last4!: string;
  @ApiProperty({ type: String, format: 'date-time' }) created_at!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) expires_at!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) last_used_at!: string | null;
}

export class RotatedSecret {
  @ApiProperty() id!: string;
  @ApiProperty({ description: 'Shown once.' }) client_secret!: string;
  @ApiProperty() last4!: string;
  @ApiProperty({ type: String, format: 'date-time' }) created_at!: string;
}

/** The fields of the GPT editor's OAuth form, in its order. */
export class OauthSettings {
  @ApiProperty() authorization_url!: string;
  @ApiProperty() token_url!: string;
  @ApiProperty({ description: 'The default scopes, separated by spaces; may be empty.' }) scope!: string;
  @ApiProperty({ description: 'As the GPT editor words it.', example: 'Default (POST request)' }) token_exchange_method!: string;
}

export class Gpt {
  @ApiProperty() id!: string;
  @ApiProperty() name!: string;
  @ApiProperty() client_id!: string;
  @ApiProperty({ type: String, format: 'date-time' }) created_at!: string;
  @ApiProperty({ type: [CallbackUrl] }) callback_urls!: CallbackUrl[];
  @ApiProperty({ type: [Scope] }) scopes!: Scope[];
  @ApiProperty({ enum: [...LOGIN_METHODS], isArray: true }) login_methods!: LoginMethod[];
  @ApiProperty({ type: GptApi, nullable: true }) api!: GptApi | null;
  @ApiProperty({ type: [GptSecret], description: 'The secrets that work now.' }) secrets!: GptSecret[];
  @ApiProperty({ type: OauthSettings }) oauth!: OauthSettings;
  @ApiProperty({
    description:
      'For the field of that name in the GPT editor: the page that is hosted here, or the address that the branding gives.',
  })
  privacy_policy_url!: string;
  @ApiProperty({ description: 'Where the API has its callers verified.' }) verify_url!: string;
  @ApiProperty({ description: 'The OAuth issuer: the custom domain when one was chosen.' }) issuer!: string;
  @ApiProperty({ description: 'OpenID Connect Discovery.' }) discovery_url!: string;
  @ApiProperty({ description: 'RFC 8414. Says the same.' }) metadata_url!: string;
  @ApiProperty({ type: 'integer', description: 'Accepted calls, all time.' }) calls!: number;
}

export class CreatedGpt extends Gpt {
  @ApiProperty({ description: 'Shown once.' }) client_secret!: string;
}

export class GptPage {
  @ApiProperty({ type: [Gpt] }) data!: Gpt[];
  @ApiProperty({ type: String, nullable: true }) next_cursor!: string | null;
}
