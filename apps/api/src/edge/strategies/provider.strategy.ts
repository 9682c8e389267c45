import type { ProviderAccount } from '@gatehouse/core';
import type { ProviderClient, ProviderEndpoints } from '@gatehouse/platform';
import type { ProviderStateStore } from './provider-state.store';

/** With which client, and where, a strategy speaks to its provider: the service's client or a GPT's own, made anew for each step. */
export interface ProviderConnection {
  readonly client: ProviderClient;
  readonly endpoints: ProviderEndpoints;
  readonly stateStore: ProviderStateStore;
}

/** A passport strategy for one provider: what passport would call, and what it calls back (passport-strategy). */
export interface ProviderStrategy {
  /** Typed by its library for Express, of which it uses what `ProviderRequest` has. */
  authenticate(request: never, options?: object): void;
}

/** How it reports, on an object of the request's own. */
export interface StrategyReports {
  redirect(url: string): void;
  success(account: ProviderAccount): void;
  fail(): void;
  error(error: unknown): void;
}
