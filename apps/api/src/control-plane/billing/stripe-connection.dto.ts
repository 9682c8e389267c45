import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { LineField } from '../../edge/validation/field.decorators';

const KINDS = ['connect', 'restricted_key'] as const;
const FAULTS = ['permission', 'refused'] as const;

export class OwnWebhook {
  @ApiProperty({ description: 'Where Stripe sends the events of your account.' }) url!: string;
  @ApiProperty({ description: 'Whether events that arrive there can be checked. Else changes are found within ten minutes.' })
  listening!: boolean;
  @ApiProperty({ description: 'Whether you made the endpoint at Stripe yourself, and gave its secret.' }) made_by_hand!: boolean;
  @ApiProperty({
    enum: [...FAULTS, null],
    type: String,
    nullable: true,
    description: 'Why Stripe made no endpoint: the key may not (`permission`), or Stripe refused the address (`refused`).',
  })
  fault!: (typeof FAULTS)[number] | null;
  @ApiProperty({ type: [String], description: 'What an endpoint that you make yourself has to send.' }) events!: string[];
}

export class SetWebhookSecret {
  @LineField({ min: 12, max: 200, description: 'The signing secret of the endpoint. Kept encrypted, and never shown again.' })
  @Matches(/^whsec_\w+$/, { message: 'must be the signing secret of an endpoint: it begins with whsec_' })
  secret!: string;
}

export class StripeConnectionDetails {
  @ApiProperty({ enum: [...KINDS] }) kind!: (typeof KINDS)[number];
  @ApiProperty() account_id!: string;
  @ApiProperty({
    description:
      'Whether it was connected in the other mode (test or live) than the one in which this service works now. Nothing can be bought then, until the service works in that mode again, or it is disconnected and connected again; with real payments it can be disconnected while people pay only a day after it was refused first (`refused_since`).',
  })
  other_mode!: boolean;
  @ApiProperty({ type: String, nullable: true }) display_name!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The last four characters of the restricted key.' })
  key_last4!: string | null;
  @ApiProperty({ description: 'False for test data: nobody is charged.' }) livemode!: boolean;
  @ApiProperty({ type: String, format: 'date-time' }) connected_at!: string;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description:
      'Since when the account refuses this service. After a day, access that was bought ends with the paid period and the grace.',
  })
  refused_since!: string | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description:
      'Since when the account does not let this service end what people pay. After a day, who is to be erased is erased without it, and is charged on until somebody ends it at Stripe.',
  })
  ending_refused_since!: string | null;
  @ApiProperty({ type: OwnWebhook, nullable: true, description: 'Of a restricted key only.' }) webhook!: OwnWebhook | null;
}

export class PaymentsConnection {
  @ApiProperty({ description: 'Whether this installation can sell at all.' }) available!: boolean;
  @ApiProperty({
    description: 'Whether an account can be connected by signing in to Stripe; a restricted key can be given in any case.',
  })
  connect_available!: boolean;
  @ApiProperty({ description: 'A local sandbox stands in for Stripe here; nobody is charged.' }) sandbox!: boolean;
  @ApiProperty({ type: Number, description: 'What this service keeps of each payment, in percent.' })
  application_fee_percent!: number;
  @ApiProperty({ type: StripeConnectionDetails, nullable: true }) connection!: StripeConnectionDetails | null;
}

export class ConnectStart {
  @ApiProperty({ description: 'Where the browser goes to connect the account. Good for an hour, for you.' }) url!: string;
}

export class SetStripeKey {
  @LineField({
    min: 12,
    max: 300,
    description: 'A restricted key of your Stripe account. Kept encrypted, and never shown again.',
  })
  @Matches(/^rk_(test|live)_\w+$/, { message: 'must be a restricted key: it begins with rk_test_ or rk_live_' })
  key!: string;
}
