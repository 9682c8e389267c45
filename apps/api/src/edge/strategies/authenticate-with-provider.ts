import { faultFrom, type IdentityProvider, type ProviderAccount, type ProviderFault } from '@gatehouse/core';
import type { Logger } from '@gatehouse/platform';
import type { IdentityProviders } from './identity-providers.service';
import type { ProviderFlow, ProviderRequest } from './provider-state.store';
import type { ProviderStrategy, StrategyReports } from './provider.strategy';

export type ProviderOutcome = (
  | { readonly kind: 'redirect'; readonly url: string }
  | { readonly kind: 'signed_in'; readonly account: ProviderAccount; readonly flow: ProviderFlow }
  /**
   * `cancelled`: the person said no there. `stale`: not begun in this browser, or too long ago, or with another client. `failed`: the provider did
   * not play along; `fault` says when it is because of the client.
   */
  | {
      readonly kind: 'refused';
      readonly reason: 'cancelled' | 'stale' | 'failed';
      readonly fault: ProviderFault | null;
      readonly flow: ProviderFlow | null;
    }
) & {
  /** `Set-Cookie` values that belong into the answer, whatever it is. */
  readonly setCookies: readonly string[];
};

/** With whom: a strategy with its client, and the store that all share. */
export interface ProviderParty {
  readonly provider: IdentityProvider;
  readonly strategy: ProviderStrategy;
  readonly stateStore: IdentityProviders['stateStore'];
}

export interface ProviderStep {
  readonly request: { readonly query: unknown; readonly headers: ProviderRequest['headers'] };
  /** Where the provider sends the browser back to; the same at both steps. */
  readonly callbackUrl: string;
  /** At the start: what it is for. At the callback it comes out of the cookie. */
  readonly flow?: ProviderFlow;
  readonly loginHint?: string;
  /** The person has to prove once more who they are, where the provider knows how to ask for that. */
  readonly reauthenticate?: boolean;
}

/** The library under the strategy waits for the provider without end. */
const TIMEOUT_MS = 10_000;

/**
 * Runs one step of a sign-in at a provider: at the start it answers `redirect`, at the callback `signed_in` or `refused`. A strategy reports by
 * calling methods that passport gives it (passport-strategy); here they are a promise, so that a refusal is a value, and nothing has to
 * pretend to be an Express response. Never throws.
 */
export async function authenticateWithProvider(
  { provider, strategy, stateStore }: ProviderParty,
  step: ProviderStep,
  logger: Logger,
): Promise<ProviderOutcome> {
  const setCookies: string[] = [];
  const query = step.request.query as Readonly<Record<string, unknown>>;
  const request: ProviderRequest = {
    query,
    headers: step.request.headers,
    res: { header: (_name, value) => setCookies.push(value) },
  };
  const flow = step.flow ?? stateStore.flowOf(request, new URL(step.callbackUrl).pathname);
  const refused = (reason: 'cancelled' | 'stale' | 'failed', fault: ProviderFault | null = null): ProviderOutcome => ({
    kind: 'refused',
    reason,
    fault,
    flow,
    setCookies,
  });
  // At the callback a state that this browser does not hold ends it, whatever else the URL says.
  if (step.flow === undefined && flow === null) return refused('stale');
  if (query['error'] === 'access_denied') return refused('cancelled');
  if (step.flow === undefined && typeof query['code'] !== 'string') return refused('failed', faultFrom(provider, query['error']));

  const report = await inTime(run(provider, strategy, request, step));
  switch (report.kind) {
    case 'redirect':
      return { kind: 'redirect', url: report.url, setCookies };
    case 'success':
      return flow === null ? refused('stale') : { kind: 'signed_in', account: report.account, flow, setCookies };
    case 'fail':
      return refused('failed');
    case 'error': {
      const error = report.error instanceof Error ? report.error.message : 'unknown';
      logger.warn({ provider, error }, 'sign-in with a provider failed');
      return refused('failed', faultFrom(provider, (report.error as { code?: unknown } | null)?.code));
    }
  }
}

type Report =
  | { readonly kind: 'redirect'; readonly url: string }
  | { readonly kind: 'success'; readonly account: ProviderAccount }
  | { readonly kind: 'fail' }
  | { readonly kind: 'error'; readonly error: unknown };

async function inTime(report: Promise<Report>): Promise<Report> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Report>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'error', error: new Error('no answer in time') }), TIMEOUT_MS);
  });
  try {
    return await Promise.race([report, late]);
  } finally {
    clearTimeout(timer);
  }
}

function run(
  provider: IdentityProvider,
  strategy: ProviderStrategy,
  request: ProviderRequest,
  step: ProviderStep,
): Promise<Report> {
  return new Promise((resolve) => {
    // As passport does it: an object of this request's own, with the strategy as its prototype.
    const own = Object.create(strategy) as ProviderStrategy & StrategyReports;
    own.redirect = (url) => resolve({ kind: 'redirect', url });
    own.success = (account) => resolve({ kind: 'success', account });
    own.fail = () => resolve({ kind: 'fail' });
    own.error = (error) => resolve({ kind: 'error', error });
    own.authenticate(request as never, {
      callbackURL: step.callbackUrl,
      ...(step.flow === undefined ? {} : { state: step.flow }),
      ...(step.loginHint === undefined ? {} : { loginHint: step.loginHint }),
      prompt: promptFor(provider, step.reauthenticate === true),
    });
  });
}

/** Google's documents know `none`, `consent` and `select_account`, GitHub's `select_account`; Microsoft also asks for the password again. */
function promptFor(provider: IdentityProvider, reauthenticate: boolean): string {
  return reauthenticate && provider === 'microsoft' ? 'login' : 'select_account';
}
