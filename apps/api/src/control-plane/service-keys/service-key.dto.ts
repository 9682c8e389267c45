import { ApiProperty } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import { LineField } from '../../edge/validation/field.decorators';

export class CreateServiceKey {
  @LineField({ min: 1, max: 100, description: 'Says later what the key is for.' }) name!: string;
}

export class RotateServiceKey {
  @ApiProperty({
    type: 'integer',
    required: false,
    minimum: 0,
    maximum: 168,
    description: 'Hours that the older key keeps working; 24 when left out.',
  })
  @IsInt({ message: 'must be a whole number of hours' })
  @Min(0, { message: 'must be at least 0' })
  @Max(168, { message: 'must be at most 168' })
  overlap_hours: number = 24;
}

export class ServiceKey {
  @ApiProperty() id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ description: 'The last four characters of the key.' }) last4!: string;
  @ApiProperty({ type: String, format: 'date-time' }) created_at!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'To a few seconds.' }) last_used_at!:
    string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Set when it was rotated out.' }) expires_at!:
    string | null;
}

export class CreatedServiceKey extends ServiceKey {
  @ApiProperty({ description: 'Shown once. Sent as Bearer, as Basic, or in the header `Gatehouse-Key`.' }) key!: string;
}

export class ServiceKeyPage {
  @ApiProperty({ type: [ServiceKey], description: 'The keys that work now, the last used first.' }) data!: ServiceKey[];
  @ApiProperty({ type: String, nullable: true }) next_cursor!: string | null;
}
