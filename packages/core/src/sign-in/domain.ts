const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
/** At least two labels; the last is no number, or it would be an IP address. */
const DOMAIN = new RegExp(`^(?:${LABEL}\\.)+(?!\\d+$)${LABEL}$`);

/**
 * Reads the domain of email addresses as people write it: in any case, in its own script (IDNA, UTS 46) or as punycode, with or without the @.
 * @returns its one form, ASCII in lower case, in which domains are stored and compared; null for anything that mail cannot have, and for
 * patterns: sub-domains are domains of their own
 */
export function parseDomain(text: string): string | null {
  const plain = text.trim().replace(/^@/, '').replace(/\.$/, '');
  // Anything that would end or begin another part of a URL is no part of a domain.
  if (plain === '' || plain.length > 253 || /[\s/?#@:\\%*[\]]/.test(plain)) return null;
  const url = `https://${plain}/`;
  if (!URL.canParse(url)) return null;
  const { hostname } = new URL(url);
  return hostname.length <= 253 && DOMAIN.test(hostname) ? hostname : null;
}

/** The domain of an address, in the form of {@link parseDomain}; null when it has none. */
export function domainOf(email: string): string | null {
  const at = email.lastIndexOf('@');
  return at < 1 ? null : parseDomain(email.slice(at + 1));
}
