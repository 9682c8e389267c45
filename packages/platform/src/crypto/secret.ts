import { hash, randomInt, timingSafeEqual } from 'node:crypto';
import type { Random } from '@gatehouse/core';

/** What each kind of credential begins with, so that a leaked one is recognised for what it is (design: the wire contract). */
export type SecretPrefix =
  | 'gth_at_' // access token
  | 'gth_rt_' // refresh token
  | 'gth_ac_' // authorization code
  | 'gth_sk_' // service key
  | 'gth_cs_' // client secret
  | 'gth_pat_' // personal API token
  | ''; // cookies

/** 256 random bits, URL-safe: `A-Z a-z 0-9 - _` only, because ChatGPT does not always percent-encode before Basic. */
export function newSecret(prefix: SecretPrefix, random: Random): string {
  return prefix + random.bytes(32).toString('base64url');
}

/** What is stored of a 256-bit secret. A slow hash would add nothing: there is nothing to guess. */
export function sha256(secret: string): Buffer {
  return hash('sha256', secret, 'buffer');
}

/** Compares two digests without telling by time where they differ. */
export function sameDigest(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

/** A one-time code of six digits, each of the million equally likely. */
export function newOneTimeCode(): string {
  return randomInt(0, 1_000_000).toString().padStart(6, '0');
}
