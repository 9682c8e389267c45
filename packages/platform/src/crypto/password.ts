import { hash, verify } from '@node-rs/argon2';

// OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, two passes, one lane. (2 is Algorithm.Argon2id; the library's const enum
// does not survive isolated compilation.)
const parameters = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** argon2id with a random salt, as a PHC string. About 15 ms of one core. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), parameters);
}

/**
 * Whether the password is the one that was hashed. With no hash it takes the same time and says no, so that an unknown address
 * cannot be told from a known one by the clock.
 */
export async function verifyPassword(password: string, passwordHash: string | null): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await someHash()), password.normalize('NFKC'));
  return matches && passwordHash !== null;
}

let someHashOnce: Promise<string> | undefined;
function someHash(): Promise<string> {
  someHashOnce ??= hashPassword('no account has this password');
  return someHashOnce;
}
