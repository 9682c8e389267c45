/** Longer than any page of ours. */
const MAX_LENGTH = 1_000;

/**
 * Where to go after a sign-in: a path of our own, or the start page. Whatever a browser could read as another site (`//host`,
 * `/\host`, a control character that it would drop) is not a path of ours.
 */
export function parseReturnPath(text: unknown, publicUrl: string): string {
  if (typeof text !== 'string' || text.length > MAX_LENGTH || !/^\/[\x21-\x7e]*$/.test(text) || /^\/[/\\]/.test(text)) return '/';
  const url = URL.canParse(text, publicUrl) ? new URL(text, publicUrl) : null;
  return url !== null && url.origin === publicUrl && !url.pathname.startsWith('//')
    ? `${url.pathname}${url.search}${url.hash}`
    : '/';
}
