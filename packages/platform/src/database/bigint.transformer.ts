/**
 * Counts are `bigint` in Postgres, which the driver hands over as text. They are numbers here: exact up to 2^53, and a count past
 * that is refused rather than rounded.
 */
export const bigintTransformer = {
  to: (value: number | undefined): number | undefined => value,
  from: (value: string | null): number | null => {
    if (value === null) return null;
    const number = Number(value);
    if (!Number.isSafeInteger(number)) throw new RangeError('a stored count exceeds 2^53');
    return number;
  },
};
