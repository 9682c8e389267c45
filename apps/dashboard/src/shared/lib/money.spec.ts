import { amountText, formatMoney, formatUnitPrice, parseAmount, parseUnitPrice, unitPriceText } from './money';

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

describe('money that is typed', () => {
  it.each([
    ['9', 'eur', 900],
    ['9.5', 'eur', 950],
    ['9,05', 'eur', 905],
    ['900', 'jpy', 900],
    ['1.5', 'kwd', 1_500],
    ['123', 'isk', 12_300],
    ['5', 'mga', 5],
  ])('%s of %s is %i in minor units', (text, currency, amount) => {
    expect(parseAmount(text, currency)).toBe(amount);
    expect(parseAmount(amountText(amount, currency), currency)).toBe(amount);
  });

  it.each([
    ['9.999', 'eur'],
    ['9.5', 'jpy'],
    ['', 'eur'],
    ['1e3', 'eur'],
    ['-1', 'eur'],
  ])('%j is no amount of %s', (text, currency) => {
    expect(parseAmount(text, currency)).toBeNull();
  });

  it.each([
    ['0.005', 'eur', '0.5'],
    ['0.0025', 'usd', '0.25'],
    ['2', 'eur', '200'],
    ['0.5', 'jpy', '0.5'],
    ['0.000000000001', 'eur', '0.0000000001'],
    ['0,02', 'eur', '2'],
  ])('a unit for %s %s costs %s minor units, and back', (text, currency, unitAmount) => {
    expect(parseUnitPrice(text, currency)).toBe(unitAmount);
    expect(unitPriceText(unitAmount, currency)).toBe(text.replace(',', '.'));
  });
});
