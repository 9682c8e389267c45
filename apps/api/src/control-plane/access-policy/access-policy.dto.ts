import { ACCESS_POLICIES, type AccessPolicyKind } from '@gatehouse/core';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsString, MaxLength } from 'class-validator';
import { MayBeAbsent, MayBeNull } from '../../edge/validation/field.decorators';

const MAX_DOMAINS = 100;

const POLICY =
  `open: everybody. invite_only: addresses that were invited. domains: addresses of the listed domains. approval: whoever a
member approves. Whoever was invited or approved by name is let in under every policy.`.replace(/\n/g, ' ');

export class PutAccessPolicy {
  @ApiProperty({ enum: [...ACCESS_POLICIES], description: POLICY })
  @IsIn(ACCESS_POLICIES, { message: `must be one of ${ACCESS_POLICIES.join(', ')}` })
  policy!: AccessPolicyKind;

  @ApiProperty({
    type: [String],
    required: false,
    maxItems: MAX_DOMAINS,
    description: 'Exact, without their sub-domains; in any case and script. Required by the policy `domains`.',
  })
  @MayBeAbsent()
  @IsArray({ message: 'must be a list' })
  @ArrayMaxSize(MAX_DOMAINS, { message: `must have at most ${MAX_DOMAINS} entries` })
  @IsString({ each: true, message: 'must be a list of text' })
  @MaxLength(253, { each: true, message: 'must have entries of at most 253 characters' })
  allowed_domains: string[] = [];

  @ApiProperty({
    type: String,
    required: false,
    nullable: true,
    maxLength: 500,
    description: 'Where ChatGPT opens the GPT, https://chatgpt.com/g/…: goes into the mails that invite and approve.',
  })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() || null : value))
  @MayBeNull()
  @IsString({ message: 'must be text' })
  @MaxLength(500, { message: 'must have at most 500 characters' })
  gpt_url: string | null = null;

  @ApiProperty({
    type: Boolean,
    required: false,
    default: false,
    description:
      'Whether it holds at once for those who are in already: true ends the access of whom it does not admit, from their next call on. False leaves them in until they have to sign in again.',
  })
  @IsBoolean({ message: 'must be true or false' })
  also_those_in: boolean = false;
}

export class AccessPolicy {
  @ApiProperty({ enum: [...ACCESS_POLICIES], description: POLICY }) policy!: AccessPolicyKind;
  @ApiProperty({ type: [String], description: 'In lower case, as punycode.' }) allowed_domains!: string[];
  @ApiProperty({ type: String, nullable: true }) gpt_url!: string | null;
  @ApiProperty({ type: 'integer', description: 'People whose request waits for an answer.' }) waiting!: number;
  @ApiProperty({ type: 'integer', description: 'People who have allowed the GPT and may use it now.' }) inside!: number;
}

export class ChangedAccessPolicy extends AccessPolicy {
  @ApiProperty({ type: 'integer', description: 'People whose access this change ended.' }) ended!: number;
}
