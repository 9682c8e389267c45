import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/** The one block of HKDF-Expand (RFC 5869 2.3). Extract is left out, as 3.3 allows: the secret is 256 random bits already. */
const keyFrom = (secret: string): Buffer => createHmac('sha256', secret).update('gatehouse sealed under a token\x01').digest();

/**
 * Seals a text under a 256-bit secret that we do not keep, so that only whoever presents that secret again can have it opened. This
 * is how the same refresh token gets the same answer twice although the answer is stored nowhere in the clear.
 * @returns iv ‖ tag ‖ ciphertext, AES-256-GCM
 */
export function sealUnder(secret: string, plaintext: string): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyFrom(secret), iv);
  const [ciphertext, rest] = [cipher.update(plaintext, 'utf8'), cipher.final()];
  return Buffer.concat([iv, cipher.getAuthTag(), ciphertext, rest]);
}

/** @throws when the secret is another one or the bytes were altered. */
export function openUnder(secret: string, sealed: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', keyFrom(secret), sealed.subarray(0, 12), { authTagLength: 16 });
  decipher.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8');
}
