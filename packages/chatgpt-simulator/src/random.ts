/** Where randomness comes from. `Buffer` is a `Uint8Array`, so the platform's own source fits. */
export interface Random {
  bytes(count: number): Uint8Array;
}

/** `byteCount` random bytes in lower-case hexadecimal. */
export function hex(random: Random, byteCount: number): string {
  return Buffer.from(random.bytes(byteCount)).toString('hex');
}

/** A version 4 UUID (RFC 9562 5.4): the shape of ChatGPT's state, conversation and user ids. */
export function uuid(random: Random): string {
  const bytes = Buffer.from(random.bytes(16));
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const text = bytes.toString('hex');
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-');
}
