import type { AuthorizeErrorCode, PageError, PageErrorReason, RedirectError } from './authorize-errors';
import { type ClientSnapshot, isClientId } from './client';
import { resolveScopes } from './openid-scopes';
import { isFaithfulText, type ParameterPairs, type RequestParameters, parametersFrom } from './parameters';
import { isS256Challenge } from './pkce';
import { proveRedirectUri, type ProvenRedirectUri } from './redirect-uri';
import { parseScope } from './scope';

const NAMES = [
  'response_type',
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'code_challenge',
  'code_challenge_method',
  'response_mode',
  'nonce',
  'prompt',
  'login_hint',
  'ui_locales',
  'request',
  'request_uri',
  'registration',
  'max_age',
  'id_token_hint',
] as const;
type Name = (typeof NAMES)[number];

/** The longest value of each parameter, in characters. A longer `client_id` or `redirect_uri` is simply not a registered one. */
const MAX_LENGTHS = [
  ['state', 4096],
  ['scope', 4096],
  ['nonce', 1024],
  ['prompt', 256],
  ['login_hint', 512],
  ['ui_locales', 256],
  ['id_token_hint', 8192],
] as const satisfies readonly (readonly [Name, number])[];

/** The largest request, in characters of all names and values, and the most parameters, known or not, that are looked at. */
const MAX_TOTAL_LENGTH = 16_384;
const MAX_PARAMETERS = 100;

export type Prompt = 'none' | 'login' | 'consent' | 'select_account';
const PROMPTS: readonly string[] = ['none', 'login', 'consent', 'select_account'] satisfies Prompt[];

/**
 * An authorization request that may be acted on. It is kept while the person signs in, so its redirect URI is a plain string again: what was
 * registered then may be gone when the answer is due, and has to be proven anew.
 */
export interface AuthorizeRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  /** Echoed byte for byte in the answer. */
  readonly state: string | null;
  /** What is asked for: within what the client declares and OpenID Connect defines; the client's defaults when it named none. */
  readonly scopes: readonly string[];
  /** S256. A challenge that came is enforced when the code is redeemed. */
  readonly codeChallenge: string | null;
  readonly nonce: string | null;
  readonly prompts: readonly Prompt[];
  /** How old the sign-in may be at most; null: as old as it is. */
  readonly maxAgeSeconds: number | null;
  /** Whom the client expects to sign in, where a proven `id_token_hint` said so; null: anybody. */
  readonly expectedSubscriberId: string | null;
  readonly loginHint: string | null;
  readonly uiLocales: string | null;
}

export type AuthorizeDecision =
  | PageError
  | RedirectError
  | {
      readonly kind: 'valid';
      readonly redirectUri: ProvenRedirectUri;
      readonly request: AuthorizeRequest;
      /** As it came. Whom it names, if anybody, has yet to be proven, and it holds a person's data: it is not kept. */
      readonly idTokenHint: string | null;
    };

/** The client id to look up before the request can be judged; null when there is none that could be known. */
export function clientIdFrom(pairs: ParameterPairs): string | null {
  const clientId = parametersFrom(pairs, ['client_id']).get('client_id');
  return clientId !== null && isClientId(clientId) ? clientId : null;
}

/**
 * Judges an authorization request (RFC 6749 4.1.1 and 3.1; PKCE: RFC 7636 4.3 and 4.4.1). `client` is the one that `clientIdFrom` names, null
 * when there is no such client. Until client and redirect URI are proven, every fault is a page of ours (4.1.2.4); after it, every fault goes
 * back to the client with its state (4.1.2.1).
 */
export function parseAuthorizeRequest(pairs: ParameterPairs, client: ClientSnapshot | null): AuthorizeDecision {
  const size = pairs.reduce((total, [name, value]) => total + name.length + value.length, 0);
  if (size > MAX_TOTAL_LENGTH || pairs.length > MAX_PARAMETERS) return pageError('request_too_large');
  const parameters = parametersFrom(pairs, NAMES);
  if (parameters.repeated.has('client_id')) return pageError('client_id_repeated');
  if (parameters.get('client_id') === null) return pageError('client_id_missing');
  if (client === null || client.clientId !== parameters.get('client_id')) return pageError('client_unknown');
  if (parameters.repeated.has('redirect_uri')) return pageError('redirect_uri_repeated');
  const candidate = parameters.get('redirect_uri');
  if (candidate === null) return pageError('redirect_uri_missing');
  const redirectUri = proveRedirectUri(client.redirectUris, candidate);
  if (redirectUri === null) return pageError('redirect_uri_unknown');

  const state = parameters.get('state');
  const fault = formFault(parameters) ?? pkceFault(parameters, client) ?? promptFault(parameters);
  if (fault !== null) return { kind: 'redirect_error', redirectUri, state, ...fault };
  const scopes = wantedScopes(parameters.get('scope'), client);
  if (scopes === null) {
    const description = 'The scope is malformed or names something that this client does not declare.';
    return { kind: 'redirect_error', redirectUri, state, error: 'invalid_scope', description };
  }
  return {
    kind: 'valid',
    redirectUri,
    request: {
      clientId: client.clientId,
      redirectUri,
      state,
      scopes,
      codeChallenge: parameters.get('code_challenge'),
      nonce: parameters.get('nonce'),
      prompts: promptsFrom(parameters),
      maxAgeSeconds: maxAgeFrom(parameters),
      expectedSubscriberId: null,
      loginHint: parameters.get('login_hint'),
      uiLocales: parameters.get('ui_locales'),
    },
    idTokenHint: parameters.get('id_token_hint'),
  };
}

interface Fault {
  readonly error: AuthorizeErrorCode;
  readonly description: string;
}

function pageError(reason: PageErrorReason): PageError {
  return { kind: 'page_error', reason };
}

function invalidRequest(description: string): Fault {
  return { error: 'invalid_request', description };
}

function formFault(parameters: RequestParameters<Name>): Fault | null {
  const [repeated] = parameters.repeated;
  if (repeated !== undefined) return invalidRequest(`The parameter ${repeated} came more than once.`);
  // Ignoring a request object would act on less than what the client signed (OpenID Connect Core 6.1, 3.1.2.6).
  if (parameters.get('request') !== null)
    return { error: 'request_not_supported', description: 'Request objects are not supported.' };
  if (parameters.get('request_uri') !== null)
    return { error: 'request_uri_not_supported', description: 'Request URIs are not supported.' };
  if (parameters.get('registration') !== null)
    return { error: 'registration_not_supported', description: 'Clients are registered beforehand, not by a request.' };
  const responseType = parameters.get('response_type');
  if (responseType === null) return invalidRequest('The parameter response_type is missing.');
  if (responseType !== 'code')
    return { error: 'unsupported_response_type', description: 'Only response_type=code is supported.' };
  const responseMode = parameters.get('response_mode');
  if (responseMode !== null && responseMode !== 'query') return invalidRequest('Only response_mode=query is supported.');
  for (const [name, maxLength] of MAX_LENGTHS) {
    if ((parameters.get(name)?.length ?? 0) > maxLength)
      return invalidRequest(`The parameter ${name} is longer than ${maxLength} characters.`);
  }
  for (const name of ['state', 'nonce', 'login_hint', 'ui_locales'] as const) {
    const value = parameters.get(name);
    if (value !== null && !isFaithfulText(value)) return invalidRequest(`The parameter ${name} is not plain UTF-8 text.`);
  }
  return null;
}

function pkceFault(parameters: RequestParameters<Name>, client: ClientSnapshot): Fault | null {
  const challenge = parameters.get('code_challenge');
  const method = parameters.get('code_challenge_method');
  if (challenge === null) {
    if (method !== null) return invalidRequest('code_challenge_method came without a code_challenge.');
    // RFC 9700 2.1.1: public clients must use PKCE.
    return client.type === 'public' ? invalidRequest('This client has to send a code_challenge.') : null;
  }
  // An absent method means plain (RFC 7636 4.3), which is refused: it protects nobody who can read the request.
  if (method !== 'S256') return invalidRequest('Only code_challenge_method=S256 is supported.');
  return isS256Challenge(challenge) ? null : invalidRequest('The code_challenge is not the base64url form of a SHA-256 value.');
}

function promptFault(parameters: RequestParameters<Name>): Fault | null {
  const prompts = promptsFrom(parameters);
  // OpenID Connect Core 3.1.2.1, also of max_age.
  if (prompts.includes('none') && prompts.length > 1) return invalidRequest('prompt=none stands alone.');
  const maxAge = parameters.get('max_age');
  return maxAge === null || /^[0-9]{1,10}$/.test(maxAge) ? null : invalidRequest('max_age is a whole number of seconds.');
}

function maxAgeFrom(parameters: RequestParameters<Name>): number | null {
  const maxAge = parameters.get('max_age');
  return maxAge === null ? null : Number(maxAge);
}

function promptsFrom(parameters: RequestParameters<Name>): readonly Prompt[] {
  const words = parameters.get('prompt')?.split(' ') ?? [];
  return [...new Set(words)].filter((word): word is Prompt => PROMPTS.includes(word));
}

/** Null for a scope that is malformed or, in a plain OAuth request, names something unknown: never silently dropped there. */
function wantedScopes(scope: string | null, client: ClientSnapshot): readonly string[] | null {
  const named = scope === null ? [] : parseScope(scope);
  return named === null ? null : resolveScopes(named, client.scopes);
}
