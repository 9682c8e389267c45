import type { FastifyReply, FastifyRequest } from 'fastify';
import { readCookie, setCookie } from '../cookies';

/** Seconds that a cookie may live at most; the session's own end is kept in the database and decides. */
const COOKIE_MAX_AGE_SECONDS = 60 * 86_400;

/**
 * The name of the session's cookie. Under TLS it wears `__Host-`, so that no sibling subdomain and no plain-http answer can set or
 * overwrite it (RFC 6265bis section 4.1.3.2).
 */
function sessionCookieName(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? '__Host-gth_session' : 'gth_session';
}

export function readSessionCookie(request: FastifyRequest, publicUrl: string): string | null {
  return readCookie(request.headers.cookie, sessionCookieName(publicUrl));
}

export function setSessionCookie(reply: FastifyReply, publicUrl: string, secret: string): void {
  send(reply, publicUrl, secret, COOKIE_MAX_AGE_SECONDS);
}

export function clearSessionCookie(reply: FastifyReply, publicUrl: string): void {
  send(reply, publicUrl, '', 0);
}

function send(reply: FastifyReply, publicUrl: string, value: string, maxAgeSeconds: number): void {
  const name = sessionCookieName(publicUrl);
  void reply.header('set-cookie', setCookie({ name, value, path: '/', maxAgeSeconds }, publicUrl.startsWith('https:')));
}
