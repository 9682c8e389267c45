import {
  ANY_ACTION,
  type CallRequest,
  isFaithfulText,
  MOST_ACTIONS_A_DAY,
  OTHER_ACTIONS,
  pairsFromForm,
  type ParameterPairs,
  parametersFrom,
  parsePresentedCredential,
  parseScope,
  type PresentedCredential,
  SERVICE_KEY_HEADER,
  type Stranger,
} from '@gatehouse/core';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { sourceOf } from '../../edge/throttle/source';

/** An HTTP request to verify, reduced to what it may say. */
export interface VerifyRequest {
  /** The slug of the issuer's URL. */
  readonly workspace: string;
  readonly authorization: string | undefined;
  /** The custom header for service keys. */
  readonly keyHeader: string | undefined;
  readonly idempotencyKey: string | undefined;
  /** What follows the question mark, undecoded. */
  readonly query: string;
  /** The body's bytes; null when there are none. */
  readonly body: Buffer | null;
  readonly contentType: string | undefined;
  readonly contentEncoding: string | undefined;
}

/** @param workspace the slug, or what stands for a custom domain */
export function verifyRequestFrom(
  { headers, url = '' }: Pick<IncomingMessage, 'headers' | 'url'>,
  workspace: string,
  body: Buffer | null,
): VerifyRequest {
  const mark = url.indexOf('?');
  return {
    workspace,
    authorization: headers.authorization,
    keyHeader: firstOf(headers[SERVICE_KEY_HEADER]),
    idempotencyKey: headers['idempotency-key']?.toString() || undefined,
    query: mark === -1 ? '' : url.slice(mark + 1),
    body,
    contentType: headers['content-type'],
    contentEncoding: headers['content-encoding'],
  };
}

const firstOf = (header: string | string[] | undefined): string | undefined => (Array.isArray(header) ? header[0] : header);

/** `fault` says what is malformed; otherwise the call that is asked about, and by whose credential; null is none that could be read. */
export type ParsedVerify =
  | { readonly fault: string }
  | { readonly fault: null; readonly credential: PresentedCredential | null; readonly call: CallRequest };

const PARAMETERS = ['action', 'cost', 'scope', 'peek', 'ephemeral_user_id', 'source'] as const;
type ParameterName = (typeof PARAMETERS)[number];
type Given = Partial<Record<ParameterName, unknown>>;

const MAX_ACTION_LENGTH = 200;
const MAX_SCOPE_LENGTH = 2_000;
const MAX_COST = 1_000_000_000;
const MAX_KEY_LENGTH = 255;
const MAX_USER_LENGTH = 200;

/** What is asked when nothing is said. */
const PLAIN_CALL: CallRequest = {
  action: ANY_ACTION,
  cost: null,
  requiredScopes: [],
  peek: false,
  idempotencyKey: null,
  stranger: null,
};

class Malformed extends Error {}

/** Reads a request to verify: parameters from the query or from a JSON body, each at most once (the wire contract, "Verify"). */
export function parseVerifyRequest(request: VerifyRequest): ParsedVerify {
  try {
    if (request.query === '' && request.body === null && request.idempotencyKey === undefined) {
      return { fault: null, credential: credentialOf(request), call: PLAIN_CALL };
    }
    const given = givenParameters(request);
    return {
      fault: null,
      credential: credentialOf(request),
      call: {
        action: actionOf(given.action),
        cost: costOf(given.cost),
        requiredScopes: scopesOf(given.scope),
        peek: peekOf(given.peek),
        idempotencyKey: keyOf(request.idempotencyKey),
        stranger: strangerOf(given.ephemeral_user_id, given.source),
      },
    };
  } catch (error) {
    if (error instanceof Malformed) return { fault: error.message };
    throw error;
  }
}

function credentialOf({ authorization, keyHeader }: VerifyRequest): PresentedCredential | null {
  const decision = parsePresentedCredential(authorization, keyHeader);
  if (decision.kind === 'ambiguous') throw new Malformed('a credential came in Authorization and in Gatehouse-Key');
  return decision.kind === 'presented' ? decision.credential : null;
}

function givenParameters(request: VerifyRequest): Given {
  const query = request.query === '' ? {} : fromQuery(request.query);
  if (request.body === null || request.body.length === 0) return query;
  const body = fromBody(request.body, request.contentType, request.contentEncoding);
  for (const name of PARAMETERS) {
    if (query[name] !== undefined && body[name] !== undefined)
      throw new Malformed(`${name} is given twice, in the query and in the body`);
  }
  return { ...query, ...body };
}

/** Nothing in it that would have to be decoded: then a pair is what stands between two ampersands. */
const UNENCODED = /^[\w=&.,:*~-]+$/;

function pairsOf(query: string): ParameterPairs {
  if (!UNENCODED.test(query)) return pairsFromForm(query);
  return query.split('&').map((pair) => {
    const mark = pair.indexOf('=');
    return mark === -1 ? [pair, ''] : [pair.slice(0, mark), pair.slice(mark + 1)];
  });
}

function fromQuery(text: string): Given {
  const parameters = parametersFrom(pairsOf(text), PARAMETERS);
  const [repeated] = parameters.repeated;
  if (repeated !== undefined) throw new Malformed(`${repeated} is given more than once`);
  const given: Given = {};
  for (const name of PARAMETERS) {
    const value = parameters.get(name);
    if (value !== null) given[name] = value;
  }
  // In a query everything is text.
  if (typeof given.cost === 'string' && /^\d{1,10}$/.test(given.cost)) given.cost = Number(given.cost);
  if (given.peek === 'true' || given.peek === 'false') given.peek = given.peek === 'true';
  return given;
}

function fromBody(bytes: Buffer, contentType: string | undefined, contentEncoding: string | undefined): Given {
  if (contentEncoding !== undefined && contentEncoding !== 'identity') throw new Malformed('compressed bodies are not read');
  if (!/^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(contentType ?? '')) {
    throw new Malformed('the body must be JSON in UTF-8, with Content-Type: application/json');
  }
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Malformed('the body is not valid JSON in UTF-8');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new Malformed('the body must be a JSON object');
  const given: Given = {};
  for (const name of PARAMETERS) {
    const value = Object.hasOwn(body, name) ? (body as Given)[name] : undefined;
    if (value !== undefined && value !== null && value !== '') given[name] = value;
  }
  return given;
}

function actionOf(value: unknown): string {
  if (value === undefined) return ANY_ACTION;
  if (typeof value !== 'string' || value.length > MAX_ACTION_LENGTH || !isFaithfulText(value)) {
    throw new Malformed(`action must be text of at most ${MAX_ACTION_LENGTH} characters, without control characters`);
  }
  if (value === OTHER_ACTIONS)
    throw new Malformed(
      `action must not be ${OTHER_ACTIONS}: that is where Gatehouse counts a day's actions beyond the first ${MOST_ACTIONS_A_DAY}`,
    );
  return value;
}

function costOf(value: unknown): number | null {
  if (value === undefined) return null;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > MAX_COST) {
    throw new Malformed(`cost must be an integer from 0 to ${MAX_COST}`);
  }
  return value;
}

function scopesOf(value: unknown): readonly string[] {
  if (value === undefined) return [];
  const scopes = typeof value === 'string' && value.length <= MAX_SCOPE_LENGTH ? parseScope(value) : null;
  if (scopes === null) throw new Malformed('scope must be scope names, separated by spaces');
  return scopes;
}

function peekOf(value: unknown): boolean {
  if (value === undefined) return false;
  if (typeof value !== 'boolean') throw new Malformed('peek must be true or false');
  return value;
}

function strangerOf(user: unknown, source: unknown): Stranger | null {
  if (user === undefined && source === undefined) return null;
  if (user !== undefined && (typeof user !== 'string' || user.length > MAX_USER_LENGTH || !isFaithfulText(user)))
    throw new Malformed(`ephemeral_user_id must be text of at most ${MAX_USER_LENGTH} characters, without control characters`);
  if (source !== undefined && (typeof source !== 'string' || isIP(source) === 0))
    throw new Malformed('source must be an IP address');
  return { ephemeralUserId: user ?? null, source: source === undefined ? null : sourceOf(source) };
}

function keyOf(header: string | undefined): string | null {
  if (header === undefined || header === '') return null;
  if (header.length > MAX_KEY_LENGTH || !/^[\x20-\x7e]+$/.test(header)) {
    throw new Malformed(`Idempotency-Key must be at most ${MAX_KEY_LENGTH} printable characters`);
  }
  return header;
}
