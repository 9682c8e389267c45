import type { Clock, Random } from '@gatehouse/core';
import { newSecret, type Vault } from '@gatehouse/platform';
import type { IncomingHttpHeaders } from 'node:http';
import { readCookie, setCookie } from '../cookies';

/** What a sign-in at a provider is for: handed in at its start, handed back at its end. The browser can neither read nor change it. */
export type ProviderFlow = Readonly<Record<string, string>>;

/** What the strategy needs of a request; `authenticateWithProvider` builds one. */
export interface ProviderRequest {
  readonly query: unknown;
  readonly headers: IncomingHttpHeaders;
  /** The request's own reply. */
  readonly res: { header(name: string, value: string): unknown } | null;
}

/** What passport-oauth2 tells a store about the flow. */
interface Metadata {
  readonly clientID: string;
  readonly callbackURL: string;
}

interface Kept {
  readonly nonce: string;
  readonly verifier: string;
  readonly callbackUrl: string;
  readonly clientId: string;
  readonly flow: ProviderFlow;
  readonly expiresAt: number;
}

/** Long enough to find a password or a phone; after it the person begins again. */
const MAX_AGE_SECONDS = 900;
const place = { workspaceId: '-', column: 'provider-state' };

/**
 * Keeps a sign-in at a provider in the browser that began it: state, PKCE verifier and purpose, in a cookie that is sealed (AES-GCM, so also
 * signed) and sent only to the callback. An answer that comes back in another browser finds no cookie and is refused (RFC 6749 10.12, RFC
 * 9700 4.7). One cookie each, so that two tabs do not disturb each other. The methods are those that
 * passport-oauth2 calls, and it tells by their number of parameters which of its interfaces a store has.
 */
export class ProviderStateStore {
  constructor(
    private readonly vault: Vault,
    private readonly clock: Clock,
    private readonly random: Random,
    private readonly secure: boolean,
  ) {}

  /** Keeps what the callback needs. @param done is called with the `state` to send to the provider. */
  store(
    request: ProviderRequest,
    verifier: string,
    flow: ProviderFlow,
    meta: Metadata,
    done: (error: null, state: string) => void,
  ): void {
    const nonce = newSecret('', this.random);
    const expiresAt = this.clock.now().getTime() + MAX_AGE_SECONDS * 1000;
    const kept: Kept = { nonce, verifier, flow, callbackUrl: meta.callbackURL, clientId: meta.clientID, expiresAt };
    const sealed = this.vault.seal(JSON.stringify(kept), place);
    request.res?.header('set-cookie', this.cookie(kept.callbackUrl, nonce, sealed, MAX_AGE_SECONDS));
    done(null, nonce);
  }

  /** @param done is called with the PKCE verifier and the flow, or with false when this browser did not begin it. */
  verify(
    request: ProviderRequest,
    state: unknown,
    meta: Metadata,
    done: (error: null, ok: string | false, state?: object) => void,
  ): void {
    const kept = this.find(request, state);
    // The client was replaced meanwhile: the code was given to the former one, and the new one's secret is not to be sent along with it.
    if (kept?.callbackUrl !== meta.callbackURL || kept.clientId !== meta.clientID)
      return done(null, false, { message: 'unknown state' });
    request.res?.header('set-cookie', this.cookie(meta.callbackURL, kept.nonce, '', 0));
    done(null, kept.verifier, kept.flow);
  }

  /** What the sign-in was for, if this browser began it; also when the provider answers with an error and nothing is to be verified. */
  flowOf(request: Pick<ProviderRequest, 'query' | 'headers'>, callbackPath: string): ProviderFlow | null {
    const query = request.query as Readonly<Record<string, unknown>>;
    const kept = this.find(request, query['state']);
    return kept !== null && new URL(kept.callbackUrl).pathname === callbackPath ? kept.flow : null;
  }

  private find(request: Pick<ProviderRequest, 'headers'>, state: unknown): Kept | null {
    if (typeof state !== 'string') return null;
    const sealed = readCookie(request.headers.cookie, cookieName(state));
    if (sealed === null) return null;
    try {
      const kept = JSON.parse(this.vault.open(sealed, place)) as Kept;
      const fits = kept.nonce === state && kept.expiresAt > this.clock.now().getTime();
      return fits ? kept : null;
    } catch {
      return null;
    }
  }

  private cookie(callbackUrl: string, nonce: string, value: string, maxAgeSeconds: number): string {
    return setCookie({ name: cookieName(nonce), value, path: new URL(callbackUrl).pathname, maxAgeSeconds }, this.secure);
  }
}

function cookieName(nonce: string): string {
  return `gth_idp_${nonce.slice(0, 8).replace(/[^A-Za-z0-9_-]/g, '')}`;
}
