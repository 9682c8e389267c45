import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { sameDigest } from './secret';

/** A key-encryption key: 32 bytes under a name that is stored with every value it sealed. */
export interface MasterKey {
  readonly id: string;
  readonly key: Buffer;
}

/** Where a sealed value belongs. It opens nowhere else: moved to another tenant or column it is refused. */
export interface SealedPlace {
  readonly workspaceId: string;
  readonly column: string;
}

/**
 * Secrets at rest: AES-256-GCM, key id per value, tenant and column as associated data. The first key seals; every key opens, so a
 * key is rotated by putting the new one first. Also the service's keyed hashes (HMAC-SHA-256), each purpose under a key of its own.
 */
export class Vault {
  constructor(private readonly keys: readonly [MasterKey, ...MasterKey[]]) {}

  /** @returns `keyId.base64url(iv ‖ tag ‖ ciphertext)` */
  seal(plaintext: string, place: SealedPlace): string {
    const [{ id, key }] = this.keys;
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    cipher.setAAD(associatedData(id, place));
    const ciphertext = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
    return `${id}.${Buffer.concat([iv, cipher.getAuthTag(), ciphertext]).toString('base64url')}`;
  }

  /** @throws when the key is gone, or the value was altered or belongs to another place. */
  open(sealed: string, place: SealedPlace): string {
    const dot = sealed.lastIndexOf('.');
    const id = sealed.slice(0, dot);
    const key = this.keys.find((candidate) => candidate.id === id)?.key;
    if (key === undefined) throw new Error(`a stored secret is sealed with master key "${id}", which MASTER_KEYS does not hold`);
    const bytes = Buffer.from(sealed.slice(dot + 1), 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 });
    decipher.setAAD(associatedData(id, place));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  }

  /** A keyed hash of something short enough to be guessed (a one-time code) or that must be recognised as ours (a signed cookie). */
  mac(purpose: string, text: string): Buffer {
    return macWith(this.keys[0].key, purpose, text);
  }

  /** Whether any of the keys made this keyed hash. */
  verifyMac(purpose: string, text: string, mac: Buffer): boolean {
    return this.keys.some(({ key }) => sameDigest(macWith(key, purpose, text), mac));
  }
}

function associatedData(keyId: string, place: SealedPlace): Buffer {
  return Buffer.from(JSON.stringify([keyId, place.workspaceId, place.column]), 'utf8');
}

function macWith(key: Buffer, purpose: string, text: string): Buffer {
  const derived = Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `gatehouse mac ${purpose}`, 32));
  return createHmac('sha256', derived).update(text, 'utf8').digest();
}
