import { consentSentences, type IdentityProvider } from '@gatehouse/core';
import type { GptRow, ScopeRow } from '@gatehouse/platform';
import { renderToStaticMarkup } from 'react-dom/server';
import { ChooseMethodPage } from '../../edge/hosted-pages/choose-method-page';
import { ConsentPage } from '../../edge/hosted-pages/consent-page';
import { consentTexts } from '../../edge/hosted-pages/consent.texts';
import type { PageFrame } from '../../edge/hosted-pages/page-frame';
import { providerLinks } from '../../edge/hosted-pages/provider-links';
import { waysOf } from '../../edge/hosted-pages/ways-of';
import type { IdentityProviders } from '../../edge/strategies/identity-providers.service';

export interface PreviewFacts {
  readonly frame: PageFrame;
  readonly gpt: Pick<GptRow, 'name' | 'loginMethods'>;
  readonly workspaceName: string;
  readonly scopes: readonly ScopeRow[];
  readonly own: ReadonlySet<IdentityProvider>;
  readonly service: Pick<IdentityProviders, 'has' | 'isSandbox'>;
}

/** Nobody's. */
const SAMPLE_EMAIL = 'ada@example.com';
/** Nothing on a preview leads anywhere: it is shown in a frame that takes no clicks. */
const NOWHERE = '#';
const NO_HREFS = { google: NOWHERE, github: NOWHERE, microsoft: NOWHERE };

/** A hosted page by the very code that makes the real one, for somebody who is not signing in. */
export function renderPreview(page: 'sign_in' | 'consent', facts: PreviewFacts): string {
  return `<!DOCTYPE html>${renderToStaticMarkup(page === 'sign_in' ? signIn(facts) : consent(facts))}`;
}

function signIn({ frame, gpt, workspaceName, own, service }: PreviewFacts) {
  const { loginMethods } = gpt;
  const { language } = frame;
  return (
    <ChooseMethodPage
      frame={frame}
      gptName={gpt.name}
      workspaceName={workspaceName}
      ways={waysOf({
        loginMethods,
        providers: providerLinks({ loginMethods, own, service, hrefs: NO_HREFS, language }),
        paths: { email: NOWHERE, passkey: NOWHERE, password: NOWHERE, newPassword: NOWHERE },
        formToken: '',
        language,
        typed: { email: '', error: null },
        loginHint: '',
      })}
      formToken=""
      notice={null}
    />
  );
}

function consent({ frame, gpt, workspaceName, scopes }: PreviewFacts) {
  const asked = scopes.filter(({ isDefault }) => isDefault).map(({ name }) => name);
  return (
    <ConsentPage
      frame={frame}
      gptName={gpt.name}
      workspaceName={workspaceName}
      email={SAMPLE_EMAIL}
      sentences={consentSentences(asked, scopes, consentTexts[frame.language].standard)}
      returnsTo="chatgpt.com"
      action={NOWHERE}
      switchAction={NOWHERE}
      formToken=""
      personToken=""
      news={null}
    />
  );
}
