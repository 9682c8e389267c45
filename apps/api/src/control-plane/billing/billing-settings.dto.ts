import { ApiProperty } from '@nestjs/swagger';
import type { TaxBehavior } from '@gatehouse/platform';
import { IsBoolean, IsIn, IsInt, Max, Min } from 'class-validator';

const MAX_GRACE_DAYS = 60;
const TAX_BEHAVIORS: readonly TaxBehavior[] = ['unspecified', 'inclusive', 'exclusive'];

export class BillingSettings {
  @ApiProperty({
    type: 'integer',
    minimum: 0,
    maximum: MAX_GRACE_DAYS,
    description: 'Days for which an overdue payment is borne with.',
  })
  @IsInt({ message: 'must be a whole number of days' })
  @Min(0, { message: 'must be at least 0' })
  @Max(MAX_GRACE_DAYS, { message: `must be at most ${MAX_GRACE_DAYS}` })
  past_due_grace_days!: number;

  @ApiProperty({
    description: 'Whether giving back all that was paid for the running period ends the subscription, and with it access.',
  })
  @IsBoolean({ message: 'must be true or false' })
  full_refund_ends_access!: boolean;

  @ApiProperty({
    description: 'Whether a payment that somebody disputes at their bank ends their subscription, and with it access.',
  })
  @IsBoolean({ message: 'must be true or false' })
  dispute_ends_access!: boolean;

  @ApiProperty({ description: 'Whether Checkout takes promotion codes, which you make at Stripe.' })
  @IsBoolean({ message: 'must be true or false' })
  allow_promotion_codes!: boolean;

  @ApiProperty({ description: 'Whether Stripe reckons and adds taxes (Stripe Tax has to be set up in your account).' })
  @IsBoolean({ message: 'must be true or false' })
  automatic_tax!: boolean;

  @ApiProperty({
    enum: [...TAX_BEHAVIORS],
    description:
      'Whether your prices hold the tax. `unspecified` leaves it to the settings in your Stripe account. Holds for prices that are made from now on.',
  })
  @IsIn(TAX_BEHAVIORS, { message: `must be one of ${TAX_BEHAVIORS.join(', ')}` })
  tax_behavior!: TaxBehavior;
}
