import { parseBearer } from '../oauth/bearer';

/** The custom header for service keys: what a creator enters as "Custom header name" in the GPT editor. */
export const SERVICE_KEY_HEADER = 'gatehouse-key';

/** A credential of ours, by its kind: an access token names a person, a service key only the GPT. */
export interface PresentedCredential {
  readonly kind: 'access_token' | 'service_key';
  readonly secret: string;
}

/** `ambiguous`: two credentials came; which of them is meant must not be guessed (RFC 6750 2: one method a request). */
export type CredentialDecision =
  | { readonly kind: 'absent' }
  | { readonly kind: 'ambiguous' }
  | { readonly kind: 'presented'; readonly credential: PresentedCredential };

/** No other text was ever given out, so no other text is worth a question to the database. */
const SHAPES = [
  { kind: 'access_token', shape: /^gth_at_[\w-]{43}$/ },
  { kind: 'service_key', shape: /^gth_sk_[\w-]{43}$/ },
] as const;

const MAX_HEADER_LENGTH = 1_024;

/** How nearly every call comes; everything else is read at leisure. */
const PLAIN_ACCESS_TOKEN = /^Bearer gth_at_[\w-]{43}$/;

/**
 * Reads the credential of a call. An access token comes as Bearer only (RFC 6750 2.1). A service key comes in each way that the GPT editor
 * offers under "API Key": Bearer, Basic (RFC 7617, as user name or as password), or the header {@link SERVICE_KEY_HEADER}.
 *
 * Under "Basic" ChatGPT sends what was entered as it is, without encoding it; so the bare key is taken there as well.
 */
export function parsePresentedCredential(
  authorization: string | undefined | null,
  keyHeader: string | undefined | null,
): CredentialDecision {
  if (typeof authorization === 'string' && !keyHeader && PLAIN_ACCESS_TOKEN.test(authorization)) {
    return { kind: 'presented', credential: { kind: 'access_token', secret: authorization.slice('Bearer '.length) } };
  }
  const fromAuthorization = bearerCredential(authorization) ?? basicKey(authorization);
  const fromHeader = serviceKeyOf(keyHeader?.trim() ?? '');
  if (fromAuthorization !== null && fromHeader !== null) return { kind: 'ambiguous' };
  const credential = fromAuthorization ?? fromHeader;
  return credential === null ? { kind: 'absent' } : { kind: 'presented', credential };
}

function bearerCredential(authorization: string | undefined | null): PresentedCredential | null {
  const bearer = parseBearer(authorization);
  return bearer.kind === 'token' ? credentialOf(bearer.token) : null;
}

function basicKey(authorization: string | undefined | null): PresentedCredential | null {
  if (!authorization || authorization.length > MAX_HEADER_LENGTH) return null;
  const value = /^basic +(\S+)$/i.exec(authorization.trim())?.[1];
  if (value === undefined) return null;
  const decoded = Buffer.from(value, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  const parts = colon === -1 ? [decoded] : [decoded.slice(colon + 1), decoded.slice(0, colon)];
  return [value, ...parts].map(serviceKeyOf).find((key) => key !== null) ?? null;
}

function serviceKeyOf(text: string): PresentedCredential | null {
  const credential = credentialOf(text);
  return credential?.kind === 'service_key' ? credential : null;
}

function credentialOf(secret: string): PresentedCredential | null {
  const kind = SHAPES.find(({ shape }) => shape.test(secret))?.kind;
  return kind === undefined ? null : { kind, secret };
}
