import { IDENTITY_PROVIDERS, type IdentityProvider, type LoginMethod, PROVIDER_NAMES } from '@gatehouse/core';
import type { IdentityProviders } from '../strategies/identity-providers.service';
import type { RedirectingProvider } from './choose-method-page';
import { chooseMethodTexts } from './choose-method.texts';
import type { Language } from './language';
import { PROVIDER_MARKS } from './provider-marks';

/** The providers that are switched on, and with which somebody has a client: the GPT's creator or the service. */
export function providerLinks(facts: {
  readonly loginMethods: readonly LoginMethod[];
  /** At which the creator has a client. */
  readonly own: ReadonlySet<IdentityProvider>;
  readonly service: Pick<IdentityProviders, 'has' | 'isSandbox'>;
  readonly hrefs: Readonly<Record<IdentityProvider, string>>;
  readonly language: Language;
}): RedirectingProvider[] {
  const { loginMethods, own, service, hrefs, language } = facts;
  const texts = chooseMethodTexts[language];
  return IDENTITY_PROVIDERS.filter((provider) => loginMethods.includes(provider))
    .filter((provider) => own.has(provider) || service.has(provider))
    .map((provider) => ({
      id: provider,
      label: texts.continueWith(PROVIDER_NAMES[provider]),
      href: hrefs[provider],
      mark: PROVIDER_MARKS[provider],
      standInFor: service.isSandbox(provider) ? PROVIDER_NAMES[provider] : null,
    }));
}
