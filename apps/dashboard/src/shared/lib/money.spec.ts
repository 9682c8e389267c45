import { formatMoney, formatUnitPrice } from './money';

describe('money on screen', () => {
  it.each([
    [500, 'eur', '€5'],
    [1999, 'usd', '$19.99'],
    [500, 'jpy', '¥500'],
    [12_300, 'isk', 'ISK 123'],
    [1500, 'kwd', 'KWD 1.500'],
  ])('%i of %s is %s', (amount, currency, text) => {
    expect(formatMoney(amount, currency).replaceAll('\u00a0', ' ')).toBe(text);
  });

  it('tells fractions of a cent as they are', () => {
    expect([formatUnitPrice('0.5', 'eur'), formatUnitPrice('2', 'eur'), formatUnitPrice('0.25', 'jpy')]).toEqual([
      '€0.005',
      '€0.02',
      '¥0.25',
    ]);
  });
});
