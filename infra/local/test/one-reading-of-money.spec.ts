import { minorDigits, moneyText, STRIPE_CURRENCIES } from '../../../packages/core/src/index';
import { amountText, formatMoney, parseAmount } from '../../../apps/dashboard/src/shared/lib/money';

const spaces = /[\u00a0\u202f]/g;

describe('an amount of money', () => {
  it.each([...STRIPE_CURRENCIES])('of %s is typed and shown in the dashboard as it is charged', (currency) => {
    const amount = 1_234_500;
    const typed = (amount / 10 ** minorDigits(currency)).toFixed(minorDigits(currency));
    expect([amountText(amount, currency), parseAmount(typed, currency)]).toEqual([typed, amount]);
    expect(formatMoney(amount, currency).replace(spaces, ' ')).toBe(moneyText(amount, currency, 'en').replace(spaces, ' '));
  });

  it('of forints is a hundred times as many as are written down', () => {
    expect([parseAmount('2990', 'huf'), parseAmount('29.90', 'huf')]).toEqual([299_000, 2_990]);
  });
});
