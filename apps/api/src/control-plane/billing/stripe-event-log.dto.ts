import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { MayBeEmpty } from '../../edge/validation/field.decorators';
import { PageQuery } from '../paging/page.dto';

const OUTCOMES = ['applied', 'ignored', 'failed'] as const;

export class StripeEventQuery extends PageQuery {
  @ApiProperty({ enum: [...OUTCOMES], required: false, description: 'Only those that ended so.' })
  @MayBeEmpty()
  @IsIn([...OUTCOMES], { message: `must be one of ${OUTCOMES.join(', ')}` })
  outcome?: (typeof OUTCOMES)[number];
}

export class StripeEvent {
  @ApiProperty() id!: string;
  @ApiProperty({ example: 'invoice.paid' }) type!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Id of what it was about, at Stripe.' }) object_id!: string | null;
  @ApiProperty({ enum: [...OUTCOMES] }) outcome!: (typeof OUTCOMES)[number];
  @ApiProperty({ type: String, nullable: true, description: 'What it changed, why it changed nothing, or what went wrong.' })
  detail!: string | null;
  @ApiProperty({ type: 'integer' }) attempts!: number;
  @ApiProperty() livemode!: boolean;
  @ApiProperty({ type: String, format: 'date-time' }) created_at!: string;
  @ApiProperty({ type: String, format: 'date-time' }) received_at!: string;
}

export class StripeEventPage {
  @ApiProperty({ type: [StripeEvent] }) data!: StripeEvent[];
  @ApiProperty({ type: String, nullable: true }) next_cursor!: string | null;
}
