import type { Config, Vault } from '@gatehouse/platform';
import { newSecret, sameDigest, sha256 } from '@gatehouse/platform';
import type { Random } from '@gatehouse/core';
import { readCookie, setCookie } from '../../edge/cookies';
import type { Tenant } from '../tenants/tenants.service';
import { pathsOf } from './interaction-paths';

const COOKIE = 'gth_int';
const FORM_TOKEN_PURPOSE = 'interaction-form';

/**
 * Ties an interaction to the browser that began it, by a secret in a cookie; its SHA-256 is on the interaction's row. The cookie's path is the
 * interaction's, so that sign-ins in several tabs do not disturb each other. The forms carry a token made from the same secret: whoever posts
 * one has read the page (RFC 9700 4.7; standards: consent is protected from forgery).
 */
export class BrowserBinding {
  constructor(
    private readonly vault: Vault,
    private readonly random: Random,
    private readonly config: Config,
  ) {}

  newSecret(): string {
    return newSecret('', this.random);
  }

  /** The `Set-Cookie` value that binds the interaction to this browser for that many seconds. */
  cookieFor(tenant: Tenant, interactionId: string, secret: string, maxAgeSeconds: number): string {
    const path = pathsOf(tenant, interactionId).chooseMethod;
    return setCookie({ name: COOKIE, value: secret, path, maxAgeSeconds }, this.config.publicUrl.startsWith('https:'));
  }

  /** The secret that this browser holds for the interaction, or null when it is not the browser that began it. */
  secretOf(cookieHeader: string | undefined, browserHash: Buffer): string | null {
    const secret = readCookie(cookieHeader, COOKIE);
    return secret !== null && sameDigest(sha256(secret), browserHash) ? secret : null;
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
}
