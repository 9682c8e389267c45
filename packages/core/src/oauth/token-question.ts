import { type ParameterPairs, parametersFrom } from './parameters';
import { tokenRefusal, type TokenRefusal } from './token-refusal';

/** A request about one token: revocation (RFC 7009 2.1) and introspection (RFC 7662 2.1) share its form. */
export type TokenQuestionDecision = { readonly kind: 'question'; readonly token: string } | TokenRefusal;

/**
 * Reads the token that a request is about. `token_type_hint` may come but says nothing: a token of ours shows its kind, and RFC 7009 2.1 has a
 * server search on past a wrong hint anyway.
 */
export function parseTokenQuestion(body: ParameterPairs): TokenQuestionDecision {
  const parameters = parametersFrom(body, ['token', 'token_type_hint']);
  const [repeated] = parameters.repeated;
  if (repeated !== undefined) return tokenRefusal('invalid_request', `The parameter ${repeated} came more than once.`);
  const token = parameters.get('token');
  return token === null ? tokenRefusal('invalid_request', 'The parameter token is missing.') : { kind: 'question', token };
}

export type TokenKind = 'access_token' | 'refresh_token';

/** Which kind of token the text could be, by the prefix that ours wear; null when it is none of ours and need not be looked up. */
export function tokenKindOf(token: string): TokenKind | null {
  const prefix = /^(gth_at|gth_rt)_[A-Za-z0-9_-]{43}$/.exec(token)?.[1];
  if (prefix === undefined) return null;
  return prefix === 'gth_at' ? 'access_token' : 'refresh_token';
}
