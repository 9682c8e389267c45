import { amountFault, minorDigits, moneyText } from './currency';

describe('money', () => {
  it.each([
    [500, 'eur', 'en', '€5'],
    [1999, 'usd', 'en', '$19.99'],
    [500, 'jpy', 'en', '¥500'],
    [1500, 'kwd', 'en', 'KWD 1.500'],
    [1999, 'eur', 'de', '19,99 €'],
  ])('%i of %s in %s is %s', (amount, currency, language, text) => {
    expect(moneyText(amount, currency, language).replaceAll('\u00a0', ' ')).toBe(text);
  });

  it('knows currencies of none, two and three digits', () => {
    expect(['jpy', 'eur', 'kwd'].map(minorDigits)).toEqual([0, 2, 3]);
  });

  it.each([
    [4.99, 'eur'],
    [-1, 'eur'],
    [1505, 'kwd'],
    [150, 'isk'],
    [Number.MAX_SAFE_INTEGER + 1, 'eur'],
  ])('refuses %d of %s', (amount, currency) => {
    expect(amountFault(amount, currency)).toEqual(expect.any(String));
  });

  it.each([
    [0, 'eur'],
    [499, 'eur'],
    [1500, 'kwd'],
    [200, 'isk'],
    [7, 'jpy'],
  ])('takes %d of %s', (amount, currency) => {
    expect(amountFault(amount, currency)).toBeNull();
  });
});
