import { PROVIDER_NAMES, type IdentityProvider, type ProviderFault } from '@gatehouse/core';
import { type HostedAnswer, page } from '../../edge/hosted-pages/hosted-answer';
import { MessagePage } from '../../edge/hosted-pages/message-page';
import type { LiveInteraction } from './interactions.service';
import { providerFaultTexts } from './provider-fault.texts';

/** The page for a client that the provider refuses: what is wrong, whom to tell, and for the creator how to mend it. */
export function providerFaultPage(
  live: LiveInteraction,
  refusal: { readonly provider: IdentityProvider; readonly fault: ProviderFault; readonly redirectUri: string },
): HostedAnswer {
  const texts = providerFaultTexts[live.frame.language];
  const name = PROVIDER_NAMES[refusal.provider];
  const paragraphs = [
    texts.faults[refusal.fault](name),
    texts.tellCreator(live.tenant.name),
    texts.remedies[refusal.fault](name, refusal.redirectUri),
  ];
  return page(
    502,
    <MessagePage
      frame={live.frame}
      heading={texts.heading(name)}
      paragraphs={paragraphs}
      action={{ label: texts.anotherWay, href: live.paths.chooseMethod }}
    />,
  );
}
