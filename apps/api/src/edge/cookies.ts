import { parseCookie, stringifySetCookie } from 'cookie';

/** A cookie that we set. All of ours are `HttpOnly; SameSite=Lax`: out of scripts' reach, and not sent with other sites' forms. */
export interface OwnCookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
  /** 0 removes the cookie. */
  readonly maxAgeSeconds: number;
}

/** The `Set-Cookie` value. @param secure whether PUBLIC_URL is https; over plain http a browser would drop a `Secure` cookie. */
export function setCookie(cookie: OwnCookie, secure: boolean): string {
  return stringifySetCookie({
    name: cookie.name,
    value: cookie.value,
    path: cookie.path,
    maxAge: cookie.maxAgeSeconds,
    httpOnly: true,
    sameSite: 'lax',
    secure,
  });
}

/** The value of a cookie in a `Cookie` header; the first one counts, which is the one with the most specific path (RFC 6265 5.4). */
export function readCookie(header: string | undefined, name: string): string | null {
  if (header === undefined) return null;
  return parseCookie(header)[name] ?? null;
}

/** The names of all cookies in a `Cookie` header. */
export function cookieNames(header: string | undefined): string[] {
  return header === undefined ? [] : Object.keys(parseCookie(header));
}
