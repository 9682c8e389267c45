import { randomBytes } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

const letters = (count) => Array.from(randomBytes(count), (byte) => alphabet[byte % alphabet.length]).join('');

/** An id as Stripe makes them: a prefix that tells the kind, and letters. */
export const newStripeId = (prefix) => `${prefix}_${letters(prefix.startsWith('cs') ? 40 : 24)}`;
