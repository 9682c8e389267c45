import { ApiProperty } from '@nestjs/swagger';
import { LineField, MayBeNull } from '../../edge/validation/field.decorators';
import { IsInstant } from '../../edge/validation/instant.decorator';

export class GiveComp {
  @LineField({ min: 1, max: 64, description: 'Id of the priced tier that they get for nothing.' }) tier!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    required: false,
    nullable: true,
    description: 'Until when, with its offset from UTC; left out or null: for good.',
  })
  @MayBeNull()
  @IsInstant()
  until?: string | null;
}
