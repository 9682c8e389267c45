import { createHash } from 'node:crypto';
import type { Random } from './random';

export interface PkcePair {
  verifier: string;
  challenge: string;
}

/** A fresh verifier of 43 characters and its S256 challenge (RFC 7636 4.1, 4.2). */
export function makePkcePair(random: Random): PkcePair {
  const verifier = Buffer.from(random.bytes(32)).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}
