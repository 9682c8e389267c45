import type { ProviderAccount } from '@gatehouse/core';
import type { Logger } from '@gatehouse/platform';
import type { GoogleFlow, GoogleRequest } from './google-state.store';
import type { GoogleStrategy } from './google.strategy';

export type GoogleOutcome = (
  | { readonly kind: 'redirect'; readonly url: string }
  | { readonly kind: 'signed_in'; readonly account: ProviderAccount; readonly flow: GoogleFlow }
  /** `cancelled`: the person said no at Google. `stale`: not begun in this browser, or too long ago. `failed`: Google did not play along. */
  | { readonly kind: 'refused'; readonly reason: 'cancelled' | 'stale' | 'failed'; readonly flow: GoogleFlow | null }
) & {
  /** `Set-Cookie` values that belong into the answer, whatever it is. */
  readonly setCookies: readonly string[];
};

export interface GoogleStep {
  readonly request: { readonly query: unknown; readonly headers: GoogleRequest['headers'] };
  /** Where Google sends the browser back to; the same at both steps. */
  readonly callbackUrl: string;
  /** At the start: what it is for. At the callback it comes out of the cookie. */
  readonly flow?: GoogleFlow;
  readonly loginHint?: string;
}

/** The library under the strategy waits for Google without end. */
const TIMEOUT_MS = 10_000;

/**
 * Runs one step of a sign-in with Google: at the start it answers `redirect`, at the callback `signed_in` or `refused`. A strategy reports by
 * calling methods that passport gives it (passport-strategy); here they are a promise, so that a refusal is a value, and nothing has to
 * pretend to be an Express response. Never throws.
 */
export async function authenticateWithGoogle(strategy: GoogleStrategy, step: GoogleStep, logger: Logger): Promise<GoogleOutcome> {
  const setCookies: string[] = [];
  const query = step.request.query as Readonly<Record<string, unknown>>;
  const request: GoogleRequest = {
    query,
    headers: step.request.headers,
    res: { header: (_name, value) => setCookies.push(value) },
  };
  const flow = step.flow ?? strategy.stateStore.flowOf(request, step.callbackUrl);
  const refused = (reason: 'cancelled' | 'stale' | 'failed'): GoogleOutcome => ({
    kind: 'refused',
    reason,
    flow,
    setCookies,
  });
  // At the callback a state that this browser does not hold ends it, whatever else the URL says.
  if (step.flow === undefined && flow === null) return refused('stale');
  if (query['error'] === 'access_denied') return refused('cancelled');
  if (step.flow === undefined && typeof query['code'] !== 'string') return refused('failed');

  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Report>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'error', error: new Error('Google did not answer in time') }), TIMEOUT_MS);
  });
  const report = await Promise.race([run(strategy, request, step), late]);
  clearTimeout(timer);
  switch (report.kind) {
    case 'redirect':
      return { kind: 'redirect', url: report.url, setCookies };
    case 'success':
      return flow === null ? refused('stale') : { kind: 'signed_in', account: report.account, flow, setCookies };
    case 'fail':
      return refused('failed');
    case 'error':
      logger.warn({ error: report.error instanceof Error ? report.error.message : 'unknown' }, 'sign-in with Google failed');
      return refused('failed');
  }
}

type Report =
  | { readonly kind: 'redirect'; readonly url: string }
  | { readonly kind: 'success'; readonly account: ProviderAccount }
  | { readonly kind: 'fail' }
  | { readonly kind: 'error'; readonly error: unknown };

function run(strategy: GoogleStrategy, request: GoogleRequest, step: GoogleStep): Promise<Report> {
  return new Promise((resolve) => {
    // As passport does it: an object of this request's own, with the strategy as its prototype.
    const own = Object.create(strategy) as {
      redirect(url: string): void;
      success(account: ProviderAccount): void;
      fail(): void;
      error(error: unknown): void;
      authenticate(request: GoogleRequest, options: object): void;
    };
    own.redirect = (url) => resolve({ kind: 'redirect', url });
    own.success = (account) => resolve({ kind: 'success', account });
    own.fail = () => resolve({ kind: 'fail' });
    own.error = (error) => resolve({ kind: 'error', error });
    own.authenticate(request, {
      callbackURL: step.callbackUrl,
      ...(step.flow === undefined ? {} : { state: step.flow }),
      ...(step.loginHint === undefined ? {} : { loginHint: step.loginHint }),
      prompt: 'select_account',
    });
  });
}
