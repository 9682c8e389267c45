import { createHash } from 'node:crypto';

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
