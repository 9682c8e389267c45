import { type Difference, wordsFor } from './difference-words';

const tell = (difference: Partial<Difference>): string =>
  wordsFor({ kind: 'amount', object_id: 'in_1', expected: '', found: '', currency: null, found_at: '', ...difference });

describe('a difference between the records and Stripe', () => {
  it('tells amounts as money, not in minor units', () => {
    expect(tell({ expected: '900 eur', found: '50 eur', currency: 'eur' })).toBe(
      'Stripe was paid €9, the records here say €0.50, for the invoice',
    );
    expect(tell({ kind: 'refund', expected: '300', found: '0', currency: 'jpy' })).toContain('gave back ¥300');
    expect(tell({ kind: 'payment_unknown', expected: 'none', found: '900', currency: 'eur' })).toContain('a payment of €9 that');
  });

  it('tells each amount in its own currency, where it is the currencies that differ', () => {
    expect(tell({ expected: '900 eur', found: '900 usd', currency: 'eur' })).toContain('paid €9, the records here say $9');
  });

  it('tells of a dispute without an amount', () => {
    expect(tell({ kind: 'refund', expected: 'disputed', found: '0', currency: 'eur' })).toContain('A payment is disputed');
  });

  it('says of units that wait for the end of a second subscription what they wait for', () => {
    expect(tell({ kind: 'overage', expected: 'second_subscription', found: '50' })).toMatch(
      /^50 units .* wait until .* one subscription/,
    );
  });

  it('leaves alone what is no amount', () => {
    expect(tell({ kind: 'overage', expected: 'nothing', found: '412' })).toContain('412 units');
    expect(tell({ kind: 'payment_missing', expected: 'paid', found: 'none', currency: 'eur' })).toBe(
      'Stripe says paid, the records here none:',
    );
  });
});
