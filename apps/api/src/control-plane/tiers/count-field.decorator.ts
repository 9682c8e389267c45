import { ApiProperty } from '@nestjs/swagger';
import { IsInt, Max, Min, ValidateIf } from 'class-validator';
import { MayBeNull } from '../../edge/validation/field.decorators';

/** What a Postgres integer holds. */
export const MAX_COUNT = 2_147_483_647;

/**
 * A whole number, or null for no limit; may be left out, unless `required`: where a body says all there is, a field that was forgotten would lift
 * a limit that nobody meant to lift.
 */
export function CountField(limits: { min: number; max: number; description: string; required?: true }): PropertyDecorator {
  return (target, key) => {
    ApiProperty({
      type: 'integer',
      minimum: limits.min,
      maximum: limits.max,
      nullable: true,
      required: limits.required === true,
      description: limits.description,
    })(target, key);
    if (limits.required === true) ValidateIf((_, value) => value !== null)(target, key);
    else MayBeNull()(target, key);
    IsInt({ message: limits.required === true ? 'must be a whole number, or null for no limit' : 'must be a whole number' })(
      target,
      key,
    );
    Min(limits.min, { message: `must be at least ${limits.min}` })(target, key);
    Max(limits.max, { message: `must be at most ${limits.max}` })(target, key);
  };
}
