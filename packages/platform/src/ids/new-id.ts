import type { Id, IdKind } from '@gatehouse/core';
import { fromString, toUUID, typeidUnboxed } from 'typeid-js';

/** A new id: a TypeID with a UUIDv7 inside, so ids made later sort later. */
export function newId<Kind extends IdKind>(kind: Kind): Id<Kind> {
  return typeidUnboxed(kind) as string as Id<Kind>;
}

/** When an id of ours was made: a UUIDv7 begins with its milliseconds (RFC 9562 5.7). */
export function idMadeAt(id: Id<IdKind>): Date {
  return new Date(Number.parseInt(toUUID(fromString(id)).replaceAll('-', '').slice(0, 12), 16));
}
