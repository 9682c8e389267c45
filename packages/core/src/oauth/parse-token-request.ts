import { type ParameterPairs, parametersFrom } from './parameters';
import { MAX_REDIRECT_URI_LENGTH } from './redirect-uri';
import { parseScope } from './scope';
import { tokenRefusal, type TokenRefusal } from './token-refusal';

/** RFC 6749 4.1.3, with RFC 7636 4.5. */
export interface CodeRedemption {
  readonly grantType: 'authorization_code';
  readonly code: string;
  readonly redirectUri: string;
  readonly codeVerifier: string | null;
}

/** RFC 6749 6. */
export interface RefreshRequest {
  readonly grantType: 'refresh_token';
  readonly refreshToken: string;
  /** The narrower scope asked for; null for what was granted. */
  readonly scopes: readonly string[] | null;
}

export type TokenRequest = CodeRedemption | RefreshRequest;
export type TokenRequestDecision = { readonly kind: 'request'; readonly request: TokenRequest } | TokenRefusal;

const NAMES = ['grant_type', 'code', 'redirect_uri', 'code_verifier', 'refresh_token', 'scope'] as const;

/** The longest value of each parameter, in characters. Ours are far shorter; what is longer is no token of anybody's. */
const MAX_LENGTHS: Readonly<Record<(typeof NAMES)[number], number>> = {
  grant_type: 200,
  code: 512,
  redirect_uri: MAX_REDIRECT_URI_LENGTH,
  code_verifier: 512,
  refresh_token: 512,
  scope: 4096,
};

/** Reads a token request, whether its body was a form or JSON (RFC 6749 3.2, 4.1.3, 6; errors: 5.2). */
export function parseTokenRequest(body: ParameterPairs): TokenRequestDecision {
  const parameters = parametersFrom(body, NAMES);
  const [repeated] = parameters.repeated;
  if (repeated !== undefined) return tokenRefusal('invalid_request', `The parameter ${repeated} came more than once.`);
  for (const name of NAMES) {
    if ((parameters.get(name)?.length ?? 0) > MAX_LENGTHS[name])
      return tokenRefusal('invalid_request', `The parameter ${name} is too long.`);
  }
  switch (parameters.get('grant_type')) {
    case null:
      return missing('grant_type');
    case 'authorization_code': {
      const [code, redirectUri] = [parameters.get('code'), parameters.get('redirect_uri')];
      if (code === null) return missing('code');
      // The authorization request always carries it, so 4.1.3 requires it here.
      if (redirectUri === null) return missing('redirect_uri');
      return {
        kind: 'request',
        request: { grantType: 'authorization_code', code, redirectUri, codeVerifier: parameters.get('code_verifier') },
      };
    }
    case 'refresh_token': {
      const [refreshToken, scope] = [parameters.get('refresh_token'), parameters.get('scope')];
      if (refreshToken === null) return missing('refresh_token');
      const scopes = scope === null ? [] : parseScope(scope);
      if (scopes === null) return tokenRefusal('invalid_scope', 'The scope is malformed.');
      return {
        kind: 'request',
        request: { grantType: 'refresh_token', refreshToken, scopes: scopes.length === 0 ? null : scopes },
      };
    }
    default:
      return tokenRefusal('unsupported_grant_type', 'Only authorization_code and refresh_token are supported.');
  }
}

function missing(name: (typeof NAMES)[number]): TokenRefusal {
  return tokenRefusal('invalid_request', `The parameter ${name} is missing.`);
}
