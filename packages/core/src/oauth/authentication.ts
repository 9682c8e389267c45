import type { Prompt } from './parse-authorize-request';

/** The browser's session with us. */
export interface SessionFacts {
  readonly subscriberId: string;
  /** When the person proved who they are. */
  readonly authTime: Date;
}

/** Whom `id_token_hint` names. `unreadable`: it came, and is no ID token of ours for this client. */
export type IdTokenHint =
  { readonly kind: 'absent' } | { readonly kind: 'unreadable' } | { readonly kind: 'person'; readonly subscriberId: string };

/** What an authorization request demands of the sign-in. */
export interface AuthenticationDemand {
  readonly prompts: readonly Prompt[];
  /** The oldest sign-in that will do, in seconds; null: any. */
  readonly maxAgeSeconds: number | null;
  readonly hint: IdTokenHint;
}

export type AuthenticationDecision = 'signed_in' | 'sign_in' | 'login_required';

/**
 * Whether the browser's session will do, or the person has to sign in (OpenID Connect Core 3.1.2.1 and 3.1.2.3: `prompt`, `max_age`,
 * `id_token_hint`). With `prompt=none` nothing may be shown, so where a sign-in is needed the answer is `login_required` (3.1.2.6).
 */
export function decideAuthentication(
  demand: AuthenticationDemand,
  session: SessionFacts | null,
  now: Date,
): AuthenticationDecision {
  if (session !== null && willDo(demand, session, now)) return 'signed_in';
  return demand.prompts.includes('none') ? 'login_required' : 'sign_in';
}

function willDo(demand: AuthenticationDemand, session: SessionFacts, now: Date): boolean {
  if (demand.prompts.includes('login') || demand.prompts.includes('select_account')) return false;
  // The client expects a certain person; another one's session is not what it asked for.
  if (demand.hint.kind === 'unreadable') return false;
  if (demand.hint.kind === 'person' && demand.hint.subscriberId !== session.subscriberId) return false;
  return demand.maxAgeSeconds === null || now.getTime() - session.authTime.getTime() <= demand.maxAgeSeconds * 1000;
}

export type ConsentDecision = 'remembered' | 'ask' | 'consent_required';

/**
 * Whether the person has to be asked for consent (OpenID Connect Core 3.1.2.4). `granted` is what they allowed this client earlier, null when
 * nothing. Asked again when the scopes widen or the client wants it asked; under `prompt=none` that is `consent_required` (3.1.2.6).
 */
export function decideConsent(
  prompts: readonly Prompt[],
  granted: readonly string[] | null,
  wanted: readonly string[],
): ConsentDecision {
  const covered = granted !== null && wanted.every((scope) => granted.includes(scope));
  if (covered && !prompts.includes('consent')) return 'remembered';
  return prompts.includes('none') ? 'consent_required' : 'ask';
}
