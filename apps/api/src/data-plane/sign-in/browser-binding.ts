import type { Vault } from '@gatehouse/platform';
import { newSecret, sameDigest, sha256 } from '@gatehouse/platform';
import type { Random } from '@gatehouse/core';
import { cookieNames, readCookie } from '../../edge/cookies';
import type { Tenant } from '../tenants/tenants.service';
import { type HostedCookie, hostedCookie, hostPrefix, setHostedCookie } from './hosted-cookies';
import { pathsOf } from './interaction-paths';

const KIND = 'gth_int';
/** Sign-ins that one browser may have under way where cookies cannot be kept apart by path; the oldest give way. */
const MAX_UNDER_WAY = 10;
const FORM_TOKEN_PURPOSE = 'interaction-form';
const PERSON_TOKEN_PURPOSE = 'interaction-person';

/**
 * Ties an interaction to the browser that began it, by a secret in a cookie; its SHA-256 is on the interaction's row. Each interaction has a
 * cookie of its own, so that sign-ins in several tabs do not disturb each other. The forms carry a token made from the same secret: whoever posts
 * one has read the page (RFC 9700 4.7; standards: consent is protected from forgery).
 */
export class BrowserBinding {
  constructor(
    private readonly vault: Vault,
    private readonly random: Random,
  ) {}

  newSecret(): string {
    return newSecret('', this.random);
  }

  /**
   * The `Set-Cookie` values that bind the interaction to this browser for that many seconds, and let go of the oldest ones it holds beyond a few.
   * @param cookieHeader what the browser sent
   */
  cookiesFor(
    tenant: Tenant,
    interactionId: string,
    secret: string,
    { maxAgeSeconds, cookieHeader }: { maxAgeSeconds: number; cookieHeader: string | undefined },
  ): string[] {
    const own = this.cookieOf(tenant, interactionId);
    const surplus = cookieNames(cookieHeader)
      .filter((name) => name.startsWith(hostPrefix(KIND)))
      // Ids grow with time.
      .sort()
      .slice(0, -(MAX_UNDER_WAY - 1));
    return [
      setHostedCookie(own, secret, maxAgeSeconds),
      ...(own.secure ? surplus : []).map((name) => setHostedCookie({ ...own, name }, '', 0)),
    ];
  }

  /** The secret that this browser holds for the interaction, or null when it is not the browser that began it. */
  secretOf(cookieHeader: string | undefined, tenant: Tenant, interaction: { id: string; browserHash: Buffer }): string | null {
    const secret = readCookie(cookieHeader, this.cookieOf(tenant, interaction.id).name);
    return secret !== null && sameDigest(sha256(secret), interaction.browserHash) ? secret : null;
  }

  /** What the forms of the interaction carry. */
  formToken(interactionId: string, secret: string): string {
    return this.vault.mac(FORM_TOKEN_PURPOSE, `${interactionId}.${secret}`).toString('base64url');
  }

  isFormToken(token: string | null, interactionId: string, secret: string): boolean {
    return (
      token !== null && this.vault.verifyMac(FORM_TOKEN_PURPOSE, `${interactionId}.${secret}`, Buffer.from(token, 'base64url'))
    );
  }

  /** What the consent form carries besides: whom the page named. */
  personToken(interactionId: string, subscriberId: string): string {
    return this.vault.mac(PERSON_TOKEN_PURPOSE, `${interactionId}.${subscriberId}`).toString('base64url');
  }

  isPersonToken(token: string | null, interactionId: string, subscriberId: string): boolean {
    const text = `${interactionId}.${subscriberId}`;
    return token !== null && this.vault.verifyMac(PERSON_TOKEN_PURPOSE, text, Buffer.from(token, 'base64url'));
  }

  private cookieOf(tenant: Tenant, interactionId: string): HostedCookie {
    return hostedCookie(tenant, KIND, interactionId, pathsOf(tenant, interactionId).chooseMethod);
  }
}
