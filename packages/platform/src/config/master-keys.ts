import type { z } from 'zod';
import type { MasterKey } from '../crypto/vault';

/**
 * `id:base64,id:base64`; the first key writes, every key reads.
 * A zod transform: what is wrong becomes an issue that shows no key material.
 */
export function parseMasterKeys(text: string, context: z.RefinementCtx): [MasterKey, ...MasterKey[]] {
  const keys: MasterKey[] = [];
  for (const part of text.split(',')) {
    const [id, encoded, ...rest] = part.trim().split(':');
    const key = Buffer.from(encoded ?? '', 'base64');
    if (id === undefined || !/^[A-Za-z0-9_-]{1,32}$/.test(id) || rest.length > 0 || key.length !== 32) {
      context.addIssue({ code: 'custom', message: 'must be `id:base64,id:base64` with keys of 32 bytes' });
      break;
    }
    keys.push({ id, key });
  }
  const [first, ...others] = keys;
  if (new Set(keys.map((key) => key.id)).size !== keys.length)
    context.addIssue({ code: 'custom', message: 'must not name an id twice' });
  return first === undefined ? [{ id: '', key: Buffer.alloc(32) }] : [first, ...others];
}
