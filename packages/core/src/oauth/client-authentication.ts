import { type ParameterPairs, parametersFrom } from './parameters';
import { tokenRefusal, type TokenRefusal } from './token-refusal';

/** What a client presented to prove who it is. `none`: only its id, as public clients do (RFC 6749 2.3 and 3.2.1). */
export type ClientCredentials =
  | { readonly method: 'basic' | 'post'; readonly clientId: string; readonly clientSecret: string }
  | { readonly method: 'none'; readonly clientId: string };

export type ClientCredentialsDecision = { readonly kind: 'presented'; readonly credentials: ClientCredentials } | TokenRefusal;

const MAX_SECRET_LENGTH = 512;
const MAX_HEADER_LENGTH = 4096;

/**
 * Reads the client's credentials from the Authorization header (RFC 6749 2.3.1, Basic) or the body (`client_secret_post`). More than one way
 * at once is `invalid_request`, as is a repeated parameter; a header that cannot be read is a failed authentication (5.2). Whether the secret
 * is right is not judged here.
 */
export function parseClientAuthentication(authorization: string | null, body: ParameterPairs): ClientCredentialsDecision {
  const parameters = parametersFrom(body, ['client_id', 'client_secret']);
  const [repeated] = parameters.repeated;
  if (repeated !== undefined) return tokenRefusal('invalid_request', `The parameter ${repeated} came more than once.`);
  const clientId = parameters.get('client_id');
  const clientSecret = parameters.get('client_secret');
  if (authorization !== null && authorization.trim() !== '') return fromHeader(authorization.trim(), clientId, clientSecret);
  if (clientId === null) return tokenRefusal('invalid_client', 'The request carries no client credentials.');
  if (clientSecret === null) return { kind: 'presented', credentials: { method: 'none', clientId } };
  if (clientSecret.length > MAX_SECRET_LENGTH) return tokenRefusal('invalid_request', 'The client_secret is too long.');
  return { kind: 'presented', credentials: { method: 'post', clientId, clientSecret } };
}

function fromHeader(authorization: string, bodyId: string | null, bodySecret: string | null): ClientCredentialsDecision {
  if (bodySecret !== null) {
    return tokenRefusal('invalid_request', 'The client authenticates in the header and in the body at once; use one of them.');
  }
  if (authorization.length > MAX_HEADER_LENGTH) return tokenRefusal('invalid_request', 'The Authorization header is too long.');
  const encoded = /^basic +([A-Za-z0-9+/_-]+={0,2})$/i.exec(authorization)?.[1];
  const pair = encoded === undefined ? null : Buffer.from(encoded, 'base64').toString('utf8');
  const colon = pair?.indexOf(':') ?? -1;
  if (pair === null || colon < 1)
    return tokenRefusal('invalid_client', 'The Authorization header is not HTTP Basic with a client id and secret.');
  const clientId = formDecoded(pair.slice(0, colon));
  if (bodyId !== null && bodyId !== clientId) {
    return tokenRefusal('invalid_request', 'The client_id in the body is another one than in the Authorization header.');
  }
  return { kind: 'presented', credentials: { method: 'basic', clientId, clientSecret: formDecoded(pair.slice(colon + 1)) } };
}

/**
 * RFC 6749 2.3.1 has id and secret form-encoded before they are joined; many clients do not. Our ids and secrets hold only characters that
 * both ways write alike, so what decodes is decoded, and what does not is taken as it is.
 */
function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
