import Stripe from 'stripe';
import { underKey } from './under-key';

const refusal = (isReplayed: boolean): Error =>
  Object.assign(new Stripe.errors.StripeInvalidRequestError({ message: 'No.', type: 'invalid_request_error' }), {
    headers: isReplayed ? { 'idempotent-replayed': 'true' } : {},
  });

/** Keeps what it answers under each key; refuses thirty times, then the cause is mended. */
describe('what is asked of Stripe under a key', () => {
  it('is refused for as long as its cause is there, and done as soon as it is mended, however often it was refused', async () => {
    const [kept, asked] = [new Map<string, string>(), new Set<string>()];
    let isMended = false;
    const ask = (key: string): Promise<string> => {
      const known = kept.get(key);
      if (known === 'refused') return Promise.reject(refusal(true));
      if (known !== undefined) return Promise.resolve(known);
      asked.add(key);
      kept.set(key, isMended ? `made-${asked.size}` : 'refused');
      return isMended ? Promise.resolve(kept.get(key) ?? '') : Promise.reject(refusal(false));
    };
    for (let time = 1; time <= 30; time += 1) {
      await expect(underKey('product', ask)).rejects.toThrow('No.');
      expect(asked.size).toBe(time);
    }
    isMended = true;
    expect(await underKey('product', ask)).toBe('made-31');
  });

  it.each([
    ['it was refused now', refusal(false)],
    ['the answer did not arrive', new Stripe.errors.StripeConnectionError({ message: 'Gone.', type: 'api_error' })],
    [
      'Stripe itself failed',
      Object.assign(new Stripe.errors.StripeAPIError({ message: 'Oh.', type: 'api_error' }), {
        headers: { 'idempotent-replayed': 'true' },
      }),
    ],
  ])('is asked for once where %s', async (_why, error) => {
    const keys: string[] = [];
    const ask = (key: string): Promise<never> => {
      keys.push(key);
      return Promise.reject(error);
    };
    await expect(underKey('product', ask)).rejects.toBe(error);
    expect(keys).toEqual(['product']);
  });
});
