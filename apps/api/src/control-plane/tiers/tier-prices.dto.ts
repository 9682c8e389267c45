import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsObject, ValidateNested } from 'class-validator';
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
}
