import { createHash } from 'node:crypto';

/** People of several kinds, the awkward among them included: a long name, and an address that Google has not verified. */
export const sampleAccounts = [
  { email: 'ada@example.com', name: 'Ada Lovelace', verified: true },
  { email: 'grace@example.com', name: 'Grace Hopper', verified: true },
  { email: 'linus@example.org', name: 'Linus Pauling', verified: true },
  {
    email: 'maria.anna.victoria.von.hohenstein-lichtenberg@subdomain.example.org',
    name: 'Maria Anna Victoria Theresia Josepha von Hohenstein-Lichtenberg zu Oberwald',
    verified: true,
  },
  { email: 'unverified@example.net', name: 'Una Verified', verified: false },
];

/** Google's account ids are decimal numbers of 21 digits. The same address has the same one at every start. */
const subjectOf = (email) =>
  ((BigInt(`0x${createHash('sha256').update(email).digest('hex').slice(0, 32)}`) % 10n ** 20n) + 10n ** 20n).toString();

/**
 * What Google says about an account, by the field names of its v3 userinfo.
 * @param {{email: string, name: string, verified: boolean}} account
 */
export function profileOf({ email, name, verified }) {
  const address = email.trim().toLowerCase();
  const [given, ...rest] = name.trim().split(/\s+/);
  return {
    sub: subjectOf(address),
    name: name.trim(),
    given_name: given ?? '',
    ...(rest.length > 0 && { family_name: rest.join(' ') }),
    picture: 'https://lh3.googleusercontent.com/a/default-user=s96-c',
    email: address,
    email_verified: verified,
    locale: 'en',
  };
}

const addressShape = /^[^\s@<>",;]{1,64}@[^\s@<>",;]{1,190}$/;

/**
 * The account that a person chose on the page: one of the samples, or another one that they described.
 * @returns {{email: string, name: string, verified: boolean} | null} null when no usable address was given.
 */
export function accountFrom(form) {
  const email = (form.get('email') ?? '').trim();
  if (!addressShape.test(email)) return null;
  const sample = sampleAccounts.find((account) => account.email === email.toLowerCase());
  if (sample !== undefined && form.get('name') === null) return sample;
  const name = (form.get('name') ?? '').trim() || email.split('@')[0];
  const verified = ['on', 'true', '1'].includes(form.get('email_verified') ?? '');
  return { email, name: name.slice(0, 200), verified };
}
