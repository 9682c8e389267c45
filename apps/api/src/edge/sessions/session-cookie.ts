import type { FastifyReply, FastifyRequest } from 'fastify';

/** Seconds that a cookie may live at most; the session's own end is kept in the database and decides. */
const COOKIE_MAX_AGE_SECONDS = 60 * 86_400;

/**
 * The name of the session's cookie. Under TLS it wears `__Host-`, so that no sibling subdomain and no plain-http answer can set or
 * overwrite it (RFC 6265bis section 4.1.3.2).
 */
export function sessionCookieName(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? '__Host-gth_session' : 'gth_session';
}

export function readSessionCookie(request: FastifyRequest, publicUrl: string): string | null {
  return request.cookies[sessionCookieName(publicUrl)] ?? null;
}

export function setSessionCookie(reply: FastifyReply, publicUrl: string, secret: string): void {
  void reply.setCookie(sessionCookieName(publicUrl), secret, { ...attributes(publicUrl), maxAge: COOKIE_MAX_AGE_SECONDS });
}

export function clearSessionCookie(reply: FastifyReply, publicUrl: string): void {
  void reply.clearCookie(sessionCookieName(publicUrl), attributes(publicUrl));
}

function attributes(publicUrl: string): { path: string; httpOnly: boolean; sameSite: 'lax'; secure: boolean } {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: publicUrl.startsWith('https:') };
}
