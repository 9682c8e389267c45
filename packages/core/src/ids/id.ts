import { fromString } from 'typeid-js';

/**
 * Every kind of thing that has an id, by the TypeID prefix it wears (https://github.com/jetify-com/typeid, version 0.3.0). The prefix is
 * part of the id on the wire and in Postgres, so an entry never changes its meaning.
 */
export const ID_KINDS = {
  wsp: 'workspace',
  mbr: 'member',
  gpt: 'GPT',
  usr: 'subscriber',
  tir: 'tier',
  sub: 'subscription',
  grt: 'grant',
  scp: 'scope',
  cbu: 'callback URL',
  sec: 'client secret',
  tok: 'API token',
  ses: 'session',
  int: 'interaction',
  cod: 'authorization code',
  atk: 'access token',
  rtk: 'refresh token',
  bat: 'usage batch',
  key: 'signing key',
  svk: 'service key',
  aud: 'audit event',
  idn: 'linked account',
  idc: 'client at a provider',
  pky: 'passkey',
  pkc: 'passkey challenge',
  mkc: 'marketing consent',
  inv: 'invitation',
  acr: 'access request',
  lcb: 'learned callback',
  dom: 'custom domain',
  stc: 'Stripe connection',
  prc: 'price of a tier',
  pay: 'payment',
  chg: 'change of a place',
  ovp: 'price of overage',
  ovm: 'month of overage',
  dif: 'difference in the books',
} as const;

export type IdKind = keyof typeof ID_KINDS;

declare const idKind: unique symbol;

/** The id of one kind of thing. A branded string: an `Id<'gpt'>` cannot be handed where an `Id<'usr'>` is asked for. */
export type Id<Kind extends IdKind> = string & { readonly [idKind]: Kind };

/**
 * Reads an id that came from outside. Answers null for anything that is not a well-formed TypeID of that kind, so that a caller treats it
 * exactly as the id of a missing thing and no such text ever reaches the database.
 */
export function parseId<Kind extends IdKind>(kind: Kind, text: unknown): Id<Kind> | null {
  return isId(kind, text) ? text : null;
}

/** Whether the value is a well-formed TypeID of that kind. */
export function isId<Kind extends IdKind>(kind: Kind, value: unknown): value is Id<Kind> {
  if (typeof value !== 'string') return false;
  try {
    return fromString(value, kind) === value;
  } catch {
    return false;
  }
}
