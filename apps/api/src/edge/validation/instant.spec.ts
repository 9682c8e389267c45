import { validateSync } from 'class-validator';
import { IsInstant } from './instant.decorator';

class Told {
  @IsInstant() at: unknown;
}

function isTaken(at: unknown): boolean {
  return validateSync(Object.assign(new Told(), { at })).length === 0;
}

describe('a moment that somebody sends', () => {
  it.each([
    '2027-01-31T00:00:00Z',
    '2027-01-31T00:00:00+01:00',
    '2027-01-31T00:00:00.123456789-03:30',
    '2028-02-29T23:59:59.999z',
  ])('%s is taken, and is one', (text) => {
    expect(isTaken(text)).toBe(true);
    expect(new Date(text).getTime()).not.toBeNaN();
  });

  it.each([
    '2027-01-31T00:00:00',
    '2027-01-31 00:00',
    '2027-01-31',
    '2027-02-31T00:00:00Z',
    '2027-02-29T00:00:00Z',
    '2027-01-31T25:00:00Z',
    '2027-01-31T00:00:60Z',
    `2027-01-31T00:00:00.${'1'.repeat(99)}Z`,
    'tomorrow',
    '',
    7,
    {},
    null,
  ])('%j is refused', (value) => {
    expect(isTaken(value)).toBe(false);
  });
});
