import {
  type ClientCredentials,
  type ParameterPairs,
  parseClientAuthentication,
  parseTokenQuestion,
  SERVICE_KEY_HEADER,
  type TokenRefusal,
  tokenRefusal,
} from '@gatehouse/core';
import type { FastifyRequest } from 'fastify';
import { readTokenBody, type TokenBody } from '../token/token-body';

/** A request of a client that proves who it is: to revoke, introspect. */
export interface ClientHttpRequest extends TokenBody {
  readonly workspace: string;
  readonly authorization: string | null;
  /** The header in which a service key may come. */
  readonly keyHeader: string | null;
  readonly query: URLSearchParams;
  /** Where it comes from, as one key. */
  readonly source: string;
}

/** Takes from the HTTP request what the rules look at. @param source of the request, as the throttle names it */
export function clientRequestFrom(request: FastifyRequest, source: string): ClientHttpRequest {
  const { headers } = request;
  const { url = '' } = request.raw;
  return {
    workspace: (request.params as { workspace: string }).workspace,
    authorization: headers.authorization ?? null,
    keyHeader: headers[SERVICE_KEY_HEADER]?.toString() ?? null,
    contentType: headers['content-type'],
    contentEncoding: headers['content-encoding'],
    bytes: Buffer.isBuffer(request.body) ? request.body : null,
    query: new URLSearchParams(url.includes('?') ? url.slice(url.indexOf('?')) : ''),
    source,
  };
}

/** The credentials and the parameters of a client's request (RFC 6749 2.3.1 and 3.2). */
export function readClientRequest(
  http: ClientHttpRequest,
): { readonly kind: 'read'; readonly credentials: ClientCredentials; readonly body: ParameterPairs } | TokenRefusal {
  // RFC 6749 2.3.1: never in the URL, where logs and histories keep it. Said aloud, because whoever sends it should stop.
  if (http.query.has('client_secret')) return tokenRefusal('invalid_request', 'Credentials do not belong into the URL.');
  const body = readTokenBody(http);
  if ('kind' in body) return body;
  const presented = parseClientAuthentication(http.authorization, body);
  return presented.kind === 'refused' ? presented : { kind: 'read', credentials: presented.credentials, body };
}

/** The credentials and the token of a request about one (RFC 7009 2.1, RFC 7662 2.1). */
export function readTokenQuestion(
  http: ClientHttpRequest,
): { readonly kind: 'asked'; readonly credentials: ClientCredentials; readonly token: string } | TokenRefusal {
  const read = readClientRequest(http);
  if (read.kind === 'refused') return read;
  const question = parseTokenQuestion(read.body);
  return question.kind === 'refused' ? question : { kind: 'asked', credentials: read.credentials, token: question.token };
}
