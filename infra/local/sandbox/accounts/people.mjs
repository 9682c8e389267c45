/** People of several kinds, the awkward among them included: a long name, and an address that the provider has not verified. */
export const samplePeople = [
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

const addressShape = /^[^\s@<>",;]{1,64}@[^\s@<>",;]{1,190}$/;

/**
 * The account that a person chose on the page: one of the samples, or another one that they described.
 * @returns {{email: string, name: string, verified: boolean} | null} null when no usable address was given.
 */
export function personFrom(form) {
  const email = (form.get('email') ?? '').trim();
  if (!addressShape.test(email)) return null;
  const sample = samplePeople.find((person) => person.email === email.toLowerCase());
  if (sample !== undefined && form.get('name') === null) return sample;
  const name = (form.get('name') ?? '').trim() || email.split('@')[0];
  const verified = ['on', 'true', '1'].includes(form.get('email_verified') ?? '');
  return { email, name: name.slice(0, 200), verified };
}
