import type { ProviderAccount } from './identity-provider';

/** The tenant of everybody who has an account with Microsoft itself and not with an organisation. */
const PERSONAL_TENANT = '9188040d-6c67-4c5b-b112-36a304b66dad';
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface MicrosoftExpectation {
  readonly clientId: string;
  /** The issuer with `{tenantid}` in the place of the tenant, as Microsoft's metadata of the common endpoint has it. */
  readonly issuerTemplate: string;
  readonly now: Date;
}

/** Clocks differ; this much does not matter, in seconds. */
const LEEWAY_SECONDS = 60;

/**
 * Reads who signed in from an ID token that came from Microsoft's token endpoint itself. The connection proves who issued it, so the signature is
 * not looked at again (OpenID Connect Core 3.1.3.7, 6); issuer, audience and time are.
 *
 * Keyed on tenant and object id, which are the same for every client: a GPT that changes its client keeps its people. `email` is what an
 * administrator of any tenant wrote there and proves nothing (Microsoft's "nOAuth" warning); it counts for a personal account, and where
 * `xms_edov` says that the owner of the address's domain was verified.
 * @returns null when the token is not for us or not from the tenant that it names
 */
export function accountFromMicrosoft(
  claims: Readonly<Record<string, unknown>>,
  expected: MicrosoftExpectation,
): ProviderAccount | null {
  const { tid, oid, iss, aud, exp, email, name, xms_edov: domainVerified } = claims;
  if (typeof tid !== 'string' || !GUID.test(tid) || typeof oid !== 'string' || !GUID.test(oid)) return null;
  if (iss !== expected.issuerTemplate.replace('{tenantid}', tid) || aud !== expected.clientId) return null;
  if (typeof exp !== 'number' || exp + LEEWAY_SECONDS <= expected.now.getTime() / 1000) return null;
  return {
    subject: `${tid}.${oid}`,
    email: typeof email === 'string' && email !== '' ? email.toLowerCase() : null,
    // It has been sent as true, 1, "1" and "true".
    emailVerified: tid === PERSONAL_TENANT || ['true', '1'].includes(String(domainVerified)),
    name: typeof name === 'string' && name !== '' ? name : null,
  };
}
