export const SLUG_MAX_LENGTH = 40;
const SLUG_MIN_LENGTH = 3;

/** Suggests a workspace's address from its name: lower-case ASCII, digits and single hyphens. Empty when nothing of the name is usable. */
export function buildSlug(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, SLUG_MAX_LENGTH)
    .replace(/-+$/, '');
}

/** A message when the API would refuse the address for its form. Empty is fine: the API then makes one from the name. */
export function checkSlug(slug: string): string | undefined {
  if (slug === '') return undefined;
  if (slug.length < SLUG_MIN_LENGTH) return `Use at least ${SLUG_MIN_LENGTH} characters.`;
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)
    ? undefined
    : 'Use lower-case letters and digits, with single hyphens between them.';
}
