import { isISO8601, isRFC3339, ValidateBy } from 'class-validator';

/** With nanoseconds and an offset. */
const LONGEST = 35;

/**
 * A moment, such as 2027-01-31T00:00:00Z. A time without its offset from UTC would be another moment wherever it is read, and a day that no month has would be
 * one of the next.
 */
export const IsInstant = (): PropertyDecorator =>
  ValidateBy({
    name: 'instant',
    validator: {
      validate: (value) =>
        typeof value === 'string' && value.length <= LONGEST && isRFC3339(value) && isISO8601(value, { strict: true }),
      defaultMessage: () => 'must be a time with its offset from UTC, such as 2027-01-31T00:00:00Z or 2027-01-31T00:00:00+01:00',
    },
  });
