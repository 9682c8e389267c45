import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsString, MaxLength } from 'class-validator';
import { type Language, LANGUAGES } from '../../edge/hosted-pages/language';
import { MayBeNull } from '../../edge/validation/field.decorators';
import { IsInstant } from '../../edge/validation/instant.decorator';

const MAX_INVITED_AT_ONCE = 100;

export class CreateInvitations {
  @ApiProperty({ type: [String], minItems: 1, maxItems: MAX_INVITED_AT_ONCE, description: 'Addresses, in any case.' })
  @IsArray({ message: 'must be a list' })
  @ArrayMinSize(1, { message: 'must have at least one entry' })
  @ArrayMaxSize(MAX_INVITED_AT_ONCE, { message: `must have at most ${MAX_INVITED_AT_ONCE} entries` })
  @IsString({ each: true, message: 'must be a list of text' })
  @MaxLength(320, { each: true, message: 'must have entries of at most 320 characters' })
  emails!: string[];

  @ApiProperty({
    type: String,
    format: 'date-time',
    required: false,
    nullable: true,
    description: 'Until when they can first come in; whoever did stays invited. Null or left out: for good.',
  })
  @Transform(({ value }: { value: unknown }) => (value === '' ? null : value))
  @MayBeNull()
  @IsInstant()
  expires_at: string | null = null;

  @ApiProperty({ type: Boolean, required: false, default: false, description: 'Whether they are told by mail.' })
  @IsBoolean({ message: 'must be true or false' })
  send_mail: boolean = false;

  @ApiProperty({ enum: [...LANGUAGES], required: false, default: 'en', description: 'Of the mail.' })
  @IsIn(LANGUAGES, { message: `must be one of ${LANGUAGES.join(', ')}` })
  language: Language = 'en';
}

export class Invitation {
  @ApiProperty() id!: string;
  @ApiProperty() email!: string;
  @ApiProperty({ type: String, format: 'date-time' }) created_at!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) expires_at!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When they were last told by mail.' })
  mailed_at!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When they first came in by it.' })
  accepted_at!: string | null;
}

export class CreatedInvitations {
  @ApiProperty({ type: [Invitation] }) data!: Invitation[];
}

export class InvitationPage {
  @ApiProperty({ type: [Invitation], description: 'Newest first.' }) data!: Invitation[];
  @ApiProperty({ type: String, nullable: true }) next_cursor!: string | null;
}
