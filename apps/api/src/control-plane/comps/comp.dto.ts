import { ApiProperty } from '@nestjs/swagger';
import { IsISO8601 } from 'class-validator';
import { LineField, MayBeNull } from '../../edge/validation/field.decorators';

export class GiveComp {
  @LineField({ min: 1, max: 64, description: 'Id of the priced tier that they get for nothing.' }) tier!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    required: false,
    nullable: true,
    description: 'Until when; left out or null: for good.',
  })
  @MayBeNull()
  @IsISO8601({ strict: true, strictSeparator: true }, { message: 'must be a time such as 2027-01-31T00:00:00Z' })
  until?: string | null;
}
