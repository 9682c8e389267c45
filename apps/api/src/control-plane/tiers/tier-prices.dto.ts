import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsObject, ValidateNested } from 'class-validator';
import { MayBeAbsent } from '../../edge/validation/field.decorators';
import { Price } from './tier.dto';

export class SetTierPrices {
  @ApiProperty({
    type: [Price],
    maxItems: 2,
    description: 'By the month, by the year, or both, in one currency; none makes the tier free.',
  })
  @IsArray({ message: 'must be a list' })
  @ArrayMaxSize(2, { message: 'must have at most 2 entries' })
  @ArrayUnique((price: Price | null) => price?.interval, { message: 'must not name an interval twice' })
  @IsObject({ each: true, message: 'must be a list of prices' })
  @ValidateNested({ each: true })
  @Type(() => Price)
  prices!: Price[];

  @ApiProperty({
    type: Boolean,
    required: false,
    description:
      'Whether everybody who bought this tier at an older price pays the new one of the same interval and currency from their next renewal on. They keep theirs when left out. Takes the role admin.',
  })
  @MayBeAbsent()
  @IsBoolean({ message: 'must be true or false' })
  move_existing?: boolean;
}

export class PriceMoveFailure {
  @ApiProperty() subscriber_id!: string;
  @ApiProperty() email!: string;
  @ApiProperty({ type: String, nullable: true }) reason!: string | null;
}

export class PriceMoves {
  @ApiProperty({ type: 'integer', description: 'People who pay an older price, and are not about to be moved.' })
  on_older_prices!: number;
  @ApiProperty({ type: 'integer', description: 'Still to be moved.' }) waiting!: number;
  @ApiProperty({ type: 'integer', description: 'Who pay what the tier costs now from their next renewal on.' }) moved!: number;
  @ApiProperty({ type: 'integer', description: 'Who went to another price, or ended, before it was their turn.' }) left!: number;
  @ApiProperty({ type: 'integer' }) failed!: number;
  @ApiProperty({ type: [PriceMoveFailure], description: 'The first hundred; asking for the move again tries them anew.' })
  failures!: PriceMoveFailure[];
}

export class TierPriceVersion extends Price {
  @ApiProperty() id!: string;
  @ApiProperty({ description: 'Whether it stands at Stripe, so that it can be bought.' }) at_stripe!: boolean;
  @ApiProperty({ type: String, format: 'date-time' }) created_at!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Since when nobody new pays it.' })
  retired_at!: string | null;
}

export class TierPrices {
  @ApiProperty({ type: [TierPriceVersion], description: 'Every version, the newest first; whoever bought at one keeps it.' })
  data!: TierPriceVersion[];

  @ApiProperty({ type: PriceMoves, description: 'How far the people are who were to move to the prices of now.' })
  moves!: PriceMoves;
}
