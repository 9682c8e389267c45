import { ApiProperty } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import { MayBeNull } from '../../edge/validation/field.decorators';

/** What a Postgres integer holds. */
export const MAX_COUNT = 2_147_483_647;

/** A whole number, or null for no limit; may be left out. */
export function CountField(limits: { min: number; max: number; description: string }): PropertyDecorator {
  return (target, key) => {
    ApiProperty({
      type: 'integer',
      minimum: limits.min,
      maximum: limits.max,
      nullable: true,
      required: false,
      description: limits.description,
    })(target, key);
    MayBeNull()(target, key);
    IsInt({ message: 'must be a whole number' })(target, key);
    Min(limits.min, { message: `must be at least ${limits.min}` })(target, key);
    Max(limits.max, { message: `must be at most ${limits.max}` })(target, key);
  };
}
