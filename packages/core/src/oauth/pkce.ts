import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether the text can be an S256 challenge: base64url of 32 bytes without padding (RFC 7636 4.2). */
export function isS256Challenge(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text);
}

/** The S256 challenge of a verifier (RFC 7636 4.2). */
export function s256Challenge(verifier: string): string {
  return createHash('sha256').update(verifier, 'ascii').digest('base64url');
}

/**
 * Whether the verifier belongs to the challenge (RFC 7636 4.6). A verifier outside of the syntax of 4.1 (43 to 128 unreserved characters)
 * belongs to none, even if its hash would fit: a short one can be guessed.
 */
export function verifierFits(challenge: string, verifier: string): boolean {
  if (!/^[A-Za-z0-9._~-]{43,128}$/.test(verifier)) return false;
  const expected = Buffer.from(challenge, 'ascii');
  const actual = Buffer.from(s256Challenge(verifier), 'ascii');
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
