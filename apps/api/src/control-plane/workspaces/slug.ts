const SLUG_MIN_LENGTH = 3;
export const SLUG_MAX_LENGTH = 40;

/** Words that a visitor would take for a part of the service rather than for a creator. */
const RESERVED = new Set(
  [
    'about account accounts admin api app assets auth billing blog callback console dashboard dev docs download downloads',
    'email example gatehouse gateway gpt gpts help home hostmaster info internal issuer login logout mail me metrics new null',
    'oauth oidc openai operator postmaster pricing privacy public root security settings sign-in sign-out sign-up signin signout signup',
    'static status support system terms test token tokens undefined user users verify webhook webhooks webmaster workspace workspaces www',
  ].flatMap((line) => line.split(' ')),
);

/** What is wrong with a slug, or null. Lower-case letters, digits and single hyphens: it stands in URLs that people read and type. */
export function slugFault(slug: string): string | null {
  if (slug.length < SLUG_MIN_LENGTH) return `must have at least ${SLUG_MIN_LENGTH} characters`;
  if (slug.length > SLUG_MAX_LENGTH) return `must have at most ${SLUG_MAX_LENGTH} characters`;
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) return 'may hold lower-case letters, digits and single hyphens between them';
  return RESERVED.has(slug) ? 'is a reserved word' : null;
}

/**
 * A slug made from a name: accents dropped, everything else that is no letter or digit becomes a hyphen. Names that leave nothing usable
 * (other scripts, reserved words) get one that begins with `workspace-`.
 * @param suffix tells it from a taken one; empty at the first attempt
 */
export function slugFrom(name: string, suffix: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  const room = SLUG_MAX_LENGTH - (suffix === '' ? 0 : suffix.length + 1);
  const base = trimHyphens(trimHyphens(words).slice(0, room));
  const slug = suffix === '' ? base : `${base}-${suffix}`;
  return slugFault(slug) === null ? slug : `workspace-${suffix === '' ? 'one' : suffix}`;
}

const trimHyphens = (text: string): string => text.replace(/^-+|-+$/g, '');
