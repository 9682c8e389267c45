import type { Clock, IdentityProvider } from '@gatehouse/core';
import type { Config, ProviderClient } from '@gatehouse/platform';
import type { ProviderStateStore } from './provider-state.store';
import type { ProviderConnection, ProviderStrategy } from './provider.strategy';
import { GitHubStrategy } from './github.strategy';
import { GoogleStrategy } from './google.strategy';
import { MicrosoftStrategy } from './microsoft.strategy';

const STRATEGIES: Readonly<Record<IdentityProvider, (connection: ProviderConnection, clock: Clock) => ProviderStrategy>> = {
  google: (connection) => new GoogleStrategy(connection),
  github: (connection) => new GitHubStrategy(connection),
  microsoft: (connection, clock) => new MicrosoftStrategy(connection, clock),
};

/** Google, GitHub and Microsoft, for members and subscribers alike. Where the browser comes back to and what for is said call by call. */
export class IdentityProviders {
  constructor(
    private readonly providers: Config['identityProviders'],
    readonly stateStore: ProviderStateStore,
    private readonly clock: Clock,
  ) {}

  /** Whether the service has a client there, or a sandbox that stands in. */
  has(provider: IdentityProvider): boolean {
    return this.providers[provider].client !== null;
  }

  isSandbox(provider: IdentityProvider): boolean {
    return this.providers[provider].sandbox;
  }

  /**
   * A strategy for one step of one sign-in. It holds a client's secret, so it is made anew and remembered nowhere.
   * @param own the GPT's own client, which goes before the service's
   * @returns null when there is no client to speak with
   */
  strategyFor(provider: IdentityProvider, own: ProviderClient | null): ProviderStrategy | null {
    const { client: ours, endpoints } = this.providers[provider];
    const client = own ?? ours;
    return client === null ? null : STRATEGIES[provider]({ client, endpoints, stateStore: this.stateStore }, this.clock);
  }
}
