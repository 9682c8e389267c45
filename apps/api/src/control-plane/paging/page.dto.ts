import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { MayBeEmpty } from '../../edge/validation/field.decorators';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

/** `?limit=&cursor=`, the same for every list. */
export class PageQuery {
  @ApiProperty({ type: 'integer', minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT, required: false })
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value === '' ? DEFAULT_LIMIT : value,
  )
  @IsInt({ message: 'must be a whole number' })
  @Min(1, { message: 'must be at least 1' })
  @Max(MAX_LIMIT, { message: `must be at most ${MAX_LIMIT}` })
  limit: number = DEFAULT_LIMIT;

  @ApiProperty({ type: String, required: false, description: '`next_cursor` of the page before.' })
  @MayBeEmpty()
  @IsString({ message: 'must be text' })
  @MaxLength(500, { message: 'is not a cursor of this list' })
  cursor?: string;
}
