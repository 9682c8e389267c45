import { createHash, randomBytes } from 'node:crypto';

const codeLifeMs = 10 * 60_000;
const tokenLifeMs = 3600_000;
const kept = 1000;

/** Remembers things for a while; the oldest goes when there are too many, because nobody restarts a sandbox for want of memory. */
class ShortMemory {
  #items = new Map();

  put(key, value, lifeMs) {
    this.#items.set(key, { value, until: Date.now() + lifeMs });
    if (this.#items.size > kept) this.#items.delete(this.#items.keys().next().value);
  }

  get(key) {
    const item = this.#items.get(key);
    return item !== undefined && item.until > Date.now() ? item.value : null;
  }

  take(key) {
    const value = this.get(key);
    this.#items.delete(key);
    return value;
  }
}

/** The codes and access tokens that the sandbox has given out. */
export class Grants {
  #codes = new ShortMemory();
  #tokens = new ShortMemory();

  /** @returns {string} a code that is good once, for ten minutes. */
  issueCode(grant) {
    const code = `4/0A${randomBytes(40).toString('base64url')}`;
    this.#codes.put(code, grant, codeLifeMs);
    return code;
  }

  /** A code is used up by being presented, right or wrong. */
  takeCode = (code) => this.#codes.take(code);

  /** @returns {{accessToken: string, expiresInSeconds: number}} */
  issueToken(profile) {
    const accessToken = `ya29.${randomBytes(48).toString('base64url')}`;
    this.#tokens.put(accessToken, profile, tokenLifeMs);
    return { accessToken, expiresInSeconds: tokenLifeMs / 1000 };
  }

  profileFor = (accessToken) => this.#tokens.get(accessToken);
}

/** RFC 7636 4.6, for S256. A challenge needs its verifier, and a verifier its challenge. */
export function provesChallenge(challenge, verifier) {
  if (challenge === null || !verifier) return challenge === null && !verifier;
  return createHash('sha256').update(verifier).digest('base64url') === challenge;
}
