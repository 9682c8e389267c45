import {
  type ClientCredentials,
  parametersFrom,
  parseClientAuthentication,
  parsePresentedCredential,
  parseTokenQuestion,
  type TokenRefusal,
  tokenRefusal,
} from '@gatehouse/core';
import type { ClientHttpRequest } from '../clients/client-request';
import { readTokenBody } from '../token/token-body';

/** Who introspects: a GPT by its client credentials, or by one of its service keys. */
export type PresentedAsker =
  { readonly kind: 'client'; readonly credentials: ClientCredentials } | { readonly kind: 'service_key'; readonly key: string };

export type IntrospectQuestion =
  { readonly kind: 'asked'; readonly asker: PresentedAsker; readonly token: string } | TokenRefusal;

/**
 * Reads who asks about which token (RFC 7662 2.1: "authorized by ... a separate OAuth 2.0 access token such as a bearer token" or client
 * authentication). A service key comes in each way that verify takes it. Both at once are refused: which one is meant must not be guessed.
 */
export function readIntrospectQuestion(http: ClientHttpRequest): IntrospectQuestion {
  // RFC 6749 2.3.1: never in the URL, where logs and histories keep it.
  if (http.query.has('client_secret')) return tokenRefusal('invalid_request', 'Credentials do not belong into the URL.');
  const body = readTokenBody(http);
  if ('kind' in body) return body;
  const key = parsePresentedCredential(http.authorization, http.keyHeader);
  if (key.kind === 'ambiguous') return tokenRefusal('invalid_request', 'The request carries two credentials; use one of them.');
  const asker =
    key.kind === 'presented' && key.credential.kind === 'service_key'
      ? byKey(key.credential.secret, http, body)
      : byClient(http, body);
  if (asker.kind === 'refused') return asker;
  const question = parseTokenQuestion(body);
  return question.kind === 'refused' ? question : { kind: 'asked', asker, token: question.token };
}

type Body = Parameters<typeof parseClientAuthentication>[1];

function byKey(key: string, http: ClientHttpRequest, body: Body): PresentedAsker | TokenRefusal {
  const inBody = parametersFrom(body, ['client_id', 'client_secret']);
  const alsoClient = inBody.get('client_secret') !== null || inBody.repeated.size > 0;
  const alsoHeader = http.keyHeader?.trim() === key && (http.authorization ?? '').trim() !== '';
  return alsoClient || alsoHeader
    ? tokenRefusal('invalid_request', 'The request carries a service key and other credentials at once; use one of them.')
    : { kind: 'service_key', key };
}

function byClient(http: ClientHttpRequest, body: Body): PresentedAsker | TokenRefusal {
  const presented = parseClientAuthentication(http.authorization, body);
  return presented.kind === 'refused' ? presented : { kind: 'client', credentials: presented.credentials };
}
