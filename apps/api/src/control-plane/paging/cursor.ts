import { AppError } from '@gatehouse/core';

/** Where the next page begins, as text that a client hands back unread. */
export function encodeCursor(position: object): string {
  return Buffer.from(JSON.stringify(position), 'utf8').toString('base64url');
}

/**
 * Reads a cursor back. It only ever says where in the caller's own list to go on, so nothing is gained by making one up.
 * @param shape what each field of the position looks like
 * @throws AppError `validation_failed` for anything that this list did not hand out
 */
export function decodeCursor<Field extends string>(text: string, shape: Readonly<Record<Field, RegExp>>): Record<Field, string> {
  const position = parse(text);
  const fields = Object.entries<RegExp>(shape) as [Field, RegExp][];
  const fits = fields.every(([field, pattern]) => typeof position?.[field] === 'string' && pattern.test(position[field]));
  if (position === null || !fits) {
    throw new AppError('validation_failed', { fields: [{ field: 'cursor', message: 'is not a cursor of this list' }] });
  }
  return position as Record<Field, string>;
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
