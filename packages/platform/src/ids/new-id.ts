import type { Id, IdKind } from '@gatehouse/core';
import { typeidUnboxed } from 'typeid-js';

/** A new id: a TypeID with a UUIDv7 inside, so ids made later sort later. */
export function newId<Kind extends IdKind>(kind: Kind): Id<Kind> {
  return typeidUnboxed(kind) as string as Id<Kind>;
}
