import {
  type AuthorizeErrorCode,
  type AuthorizeRequest,
  decideAuthentication,
  decideConsent,
  type IdTokenHint,
} from '@gatehouse/core';

/** The person who is signed in in this browser, and what they allowed this client earlier (null: nothing). */
export interface StandingFacts {
  readonly subscriberId: string;
  readonly authTime: Date;
  /** False for the blocked, and for whom the access policy does not let in. */
  readonly admitted: boolean;
  readonly grantedScopes: readonly string[] | null;
}

export type NextStep =
  | { readonly kind: 'issue_code' }
  | { readonly kind: 'sign_in' }
  /** Signed in; what follows is for the consent page to say, also that they may not use it. */
  | { readonly kind: 'ask' }
  | { readonly kind: 'error'; readonly error: AuthorizeErrorCode; readonly description: string };

/**
 * What a valid authorization request leads to (OpenID Connect Core 3.1.2.1 and 3.1.2.3 for `prompt`, `max_age` and `id_token_hint`,
 * which plain OAuth requests do not send).
 * Under `prompt=none` nothing may be shown, so every question becomes an error.
 */
export function nextStep(request: AuthorizeRequest, hint: IdTokenHint, standing: StandingFacts | null, now: Date): NextStep {
  const demand = { prompts: request.prompts, maxAgeSeconds: request.maxAgeSeconds, hint };
  const silent = request.prompts.includes('none');
  const authentication = decideAuthentication(demand, standing, now);
  if (authentication === 'login_required')
    return { kind: 'error', error: 'login_required', description: 'Nobody is signed in as the request demands.' };
  if (authentication === 'sign_in' || standing === null) return { kind: 'sign_in' };
  if (!standing.admitted) {
    return silent ? { kind: 'error', error: 'access_denied', description: 'This person may not use this GPT.' } : { kind: 'ask' };
  }
  switch (decideConsent(request.prompts, standing.grantedScopes, request.scopes)) {
    case 'remembered':
      return { kind: 'issue_code' };
    case 'ask':
      return { kind: 'ask' };
    case 'consent_required':
      return { kind: 'error', error: 'consent_required', description: 'The person has not allowed this yet.' };
  }
}
