// The production of the HTML standard for <input type=email> (4.10.5.1.5), which is what browsers accept in the field, and at least one dot after the @.
const ADDRESS =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/;

/**
 * Reads an address that a person typed: trimmed, in lower case, as it is stored and compared. Null when mail cannot go there (RFC 5321
 * 4.5.3.1: at most 254 characters) or when it could smuggle anything into a mail's header.
 */
export function parseEmailAddress(text: string): string | null {
  if (text.length > 320) return null;
  const address = text.trim().toLowerCase();
  return address.length <= 254 && ADDRESS.test(address) ? address : null;
}
