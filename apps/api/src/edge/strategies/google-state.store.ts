import type { Clock, Random } from '@gatehouse/core';
import { newSecret, type Vault } from '@gatehouse/platform';
import type { IncomingHttpHeaders } from 'node:http';
import { readCookie, setCookie } from '../cookies';

/** What a sign-in with Google is for: handed in at its start, handed back at its end. The browser can neither read nor change it. */
export type GoogleFlow = Readonly<Record<string, string>>;

/** What the strategy needs of a request; `authenticateWithGoogle` builds one. */
export interface GoogleRequest {
  readonly query: unknown;
  readonly headers: IncomingHttpHeaders;
  /** The request's own reply. */
  readonly res: { header(name: string, value: string): unknown } | null;
}

/** What passport-oauth2 tells a store about the flow. */
interface Metadata {
  readonly callbackURL: string;
}

interface Kept {
  readonly nonce: string;
  readonly verifier: string;
  readonly callbackUrl: string;
  readonly flow: GoogleFlow;
  readonly expiresAt: number;
}

/** Long enough to find a password or a phone; after it the person begins again. */
const MAX_AGE_SECONDS = 900;
const place = { workspaceId: '-', column: 'google-state' };

/**
 * Keeps a sign-in with Google in the browser that began it: state, PKCE verifier and purpose, in a cookie that is sealed (AES-GCM, so also
 * signed) and sent only to the callback. An answer that comes back in another browser finds no cookie and is refused (RFC 6749 10.12, RFC
 * 9700 4.7). One cookie each, so that two tabs do not disturb each other. The methods are those that
 * passport-oauth2 calls, and it tells by their number of parameters which of its interfaces a store has.
 */
export class GoogleStateStore {
  constructor(
    private readonly vault: Vault,
    private readonly clock: Clock,
    private readonly random: Random,
    private readonly secure: boolean,
  ) {}

  /** Keeps what the callback needs. @param done is called with the `state` to send to Google. */
  store(
    request: GoogleRequest,
    verifier: string,
    flow: GoogleFlow,
    meta: Metadata,
    done: (error: null, state: string) => void,
  ): void {
    const nonce = newSecret('', this.random);
    const expiresAt = this.clock.now().getTime() + MAX_AGE_SECONDS * 1000;
    const kept: Kept = { nonce, verifier, flow, callbackUrl: meta.callbackURL, expiresAt };
    const sealed = this.vault.seal(JSON.stringify(kept), place);
    request.res?.header('set-cookie', this.cookie(kept.callbackUrl, nonce, sealed, MAX_AGE_SECONDS));
    done(null, nonce);
  }

  /** @param done is called with the PKCE verifier and the flow, or with false when this browser did not begin it. */
  verify(
    request: GoogleRequest,
    state: unknown,
    meta: Metadata,
    done: (error: null, ok: string | false, state?: object) => void,
  ): void {
    const kept = this.find(request, state, meta.callbackURL);
    if (kept === null) return done(null, false, { message: 'unknown state' });
    request.res?.header('set-cookie', this.cookie(meta.callbackURL, kept.nonce, '', 0));
    done(null, kept.verifier, kept.flow);
  }

  /** What the sign-in was for, if this browser began it; also when Google answers with an error and nothing is to be verified. */
  flowOf(request: GoogleRequest, callbackUrl: string): GoogleFlow | null {
    const query = request.query as Readonly<Record<string, unknown>>;
    return this.find(request, query['state'], callbackUrl)?.flow ?? null;
  }

  private find(request: GoogleRequest, state: unknown, callbackUrl: string): Kept | null {
    if (typeof state !== 'string') return null;
    const sealed = readCookie(request.headers.cookie, cookieName(state));
    if (sealed === null) return null;
    try {
      const kept = JSON.parse(this.vault.open(sealed, place)) as Kept;
      const fits = kept.nonce === state && kept.callbackUrl === callbackUrl && kept.expiresAt > this.clock.now().getTime();
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
  return `gth_google_${nonce.slice(0, 8).replace(/[^A-Za-z0-9_-]/g, '')}`;
}
