import { parse } from 'tldts';

/** The longest host name that a certificate and a cookie of ours can carry without trouble (RFC 1035 2.3.4 allows 253). */
const MAX_LENGTH = 200;
/** What a wildcard, a scheme or an address of one's own would be mistaken for. */
const HOST_NAME = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

export type DomainNameDecision =
  { readonly kind: 'domain'; readonly domain: string } | { readonly kind: 'refused'; readonly reason: string };

const refused = (reason: string): DomainNameDecision => ({ kind: 'refused', reason });

/**
 * A domain that a workspace may claim, in the form in which browsers send it as Host: lower case, names in other scripts in their ASCII form.
 * Nobody may claim what belongs to everybody (a public suffix such as `co.uk` or `github.io`), what names a machine rather than a domain, or
 * the service's own host.
 * @param publicHost host name of PUBLIC_URL
 */
export function parseDomainName(text: string, publicHost: string): DomainNameDecision {
  const typed = text.trim().replace(/\.$/, '');
  if (/[/:@?#\s]/.test(typed)) return refused('Give the name alone, such as auth.example.com: no https://, no path, no port.');
  if (typed.includes('*')) return refused('A wildcard cannot be verified. Add each name by itself.');
  const domain = hostOf(typed);
  if (domain === null || domain.length > MAX_LENGTH) return refused('This is not a domain name, such as auth.example.com.');
  const { isIp, isIcann, domain: registrable, publicSuffix } = parse(domain, { allowPrivateDomains: true });
  if (isIp === true) return refused('An address cannot be used: certificates and sign-in need a domain name.');
  if (sameOrBelow(domain, publicHost)) return refused("This is the service's own name. Use one of a domain that is yours.");
  if (publicSuffix === domain) return refused('This name belongs to everybody below it. Use a name of a domain that is yours.');
  const isPublic = isIcann === true || parse(domain).isIcann === true;
  if (registrable === null || !isPublic || !HOST_NAME.test(domain)) {
    return refused('This is not a public domain name, such as auth.example.com.');
  }
  return { kind: 'domain', domain };
}

/** Whether a Host header could name a workspace's custom domain: a public DNS name. Nothing else needs to be looked up. */
export function couldBeCustomDomain(host: string): boolean {
  return host.length <= MAX_LENGTH && HOST_NAME.test(host) && parse(host).isIcann === true;
}

function hostOf(text: string): string | null {
  const url = `https://${text}`;
  return URL.canParse(url) ? new URL(url).hostname.toLowerCase() : null;
}

const sameOrBelow = (domain: string, host: string): boolean => domain === host || domain.endsWith(`.${host}`);
