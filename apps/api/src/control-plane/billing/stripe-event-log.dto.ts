import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { MayBeEmpty } from '../../edge/validation/field.decorators';
import { PageQuery } from '../paging/page.dto';

const OUTCOMES = ['applied', 'ignored', 'failed'] as const;
const FILTERS = [...OUTCOMES, 'not_ignored'] as const;

export class StripeEventQuery extends PageQuery {
  @ApiProperty({
    enum: [...FILTERS],
    required: false,
    description: 'Only those that ended so; `not_ignored`: those that changed something or failed.',
  })
  @MayBeEmpty()
  @IsIn([...FILTERS], { message: `must be one of ${FILTERS.join(', ')}` })
  outcome?: (typeof FILTERS)[number];
}

export class StripeEventSubscriber {
  @ApiProperty() id!: string;
  @ApiProperty() email!: string;
  @ApiProperty({ type: String, nullable: true }) name!: string | null;
}

export class StripeEvent {
  @ApiProperty() id!: string;
  @ApiProperty({ example: 'invoice.paid' }) type!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Id of what it was about, at Stripe.' }) object_id!: string | null;
  @ApiProperty({ enum: [...OUTCOMES] }) outcome!: (typeof OUTCOMES)[number];
  @ApiProperty({ type: String, nullable: true, description: 'What it changed, why it changed nothing, or what went wrong.' })
  detail!: string | null;
  @ApiProperty({
    type: StripeEventSubscriber,
    nullable: true,
    description:
      'Whose it was: whose the subscription, invoice or customer is that it was about, or whose its charge, refund, dispute or Checkout is. Null where nobody known is named.',
  })
  subscriber!: StripeEventSubscriber | null;
  @ApiProperty({ type: 'integer' }) attempts!: number;
  @ApiProperty() livemode!: boolean;
  @ApiProperty({ type: String, format: 'date-time' }) created_at!: string;
  @ApiProperty({ type: String, format: 'date-time' }) received_at!: string;
}

export class StripeEventPage {
  @ApiProperty({ type: [StripeEvent] }) data!: StripeEvent[];
  @ApiProperty({ type: String, nullable: true }) next_cursor!: string | null;
}
