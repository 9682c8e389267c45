import { setCookie } from '../../edge/cookies';
import type { Tenant } from '../tenants/tenants.service';

/** A cookie of the hosted pages: under which name it is kept and sent, and where. */
export interface HostedCookie {
  readonly name: string;
  readonly path: string;
  readonly secure: boolean;
}

/**
 * The cookie of this kind that belongs to a workspace or an interaction. Under https its name begins with `__Host-` (RFC 6265bis 4.1.3.2): no
 * other host, not even one beside ours under the same domain, can plant it in a browser and so sign a person in as somebody else. The prefix asks
 * for `Path=/`, so the name says to whom the cookie belongs. Over plain http, as on a developer's machine, the prefix is not to be had, and
 * the path tells them apart.
 */
export function hostedCookie({ origin }: Pick<Tenant, 'origin'>, kind: string, owner: string, path: string): HostedCookie {
  const secure = origin.startsWith('https:');
  return secure ? { name: `${hostPrefix(kind)}${owner}`, path: '/', secure } : { name: kind, path, secure };
}

/** How the names of all cookies of this kind begin under https. */
export const hostPrefix = (kind: string): string => `__Host-${kind}_`;

/** The `Set-Cookie` value. */
export function setHostedCookie({ secure, ...cookie }: HostedCookie, value: string, maxAgeSeconds: number): string {
  return setCookie({ ...cookie, value, maxAgeSeconds }, secure);
}
