import type { Tenant } from '../tenants/tenants.service';

/** For whom a passkey is made, and where it works (WebAuthn Level 3, 4 "Relying Party Identifier"). */
export interface RelyingParty {
  /** The host without its port: a passkey made at one host works at no other. */
  readonly id: string;
  /** Where the ceremony has to take place. */
  readonly origin: string;
  readonly name: string;
}

/** The door at which the person stands, so that a workspace with a domain of its own has passkeys of that domain. */
export function relyingPartyOf({ origin, name }: Pick<Tenant, 'origin' | 'name'>): RelyingParty {
  return { id: new URL(origin).hostname, origin, name };
}
