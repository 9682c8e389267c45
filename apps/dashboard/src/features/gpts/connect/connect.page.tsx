import { isLoopback, haveDifferentRoots } from '../../../shared/lib/root-domain';
import { Callout } from '../../../shared/ui/callout';
import { useCurrentGpt } from '../current-gpt';
import type { Gpt } from '../gpt.queries';
import { ServiceKeysCard } from '../service-keys/service-keys-card';
import { CallbackUrlsCard } from './callback-urls-card';
import { ConnectGuide } from './connect-guide';
import { DiscoveryCard } from './discovery-card';
import { OauthFormCard } from './oauth-form-card';
import { TestSignInCard } from './test-sign-in-card';
import { VerifySnippetsCard } from './verify-snippets-card';

/** Everything that ChatGPT must be told about this GPT, what it tells back, and how the creator's API makes use of it. */
export function ConnectPage() {
  const gpt = useCurrentGpt();
  return (
    <div className="grid items-start gap-8 xl:grid-cols-[minmax(0,1fr)_19rem]">
      <div className="min-w-0 space-y-6">
        <DomainWarning gpt={gpt} />
        <OauthFormCard gpt={gpt} />
        <CallbackUrlsCard gpt={gpt} />
        <TestSignInCard key={`test-${gpt.id}`} gptId={gpt.id} />
        <VerifySnippetsCard verifyUrl={gpt.verify_url} />
        <DiscoveryCard gpt={gpt} />
        <ServiceKeysCard key={gpt.id} gptId={gpt.id} />
      </div>
      <div className="max-xl:order-first xl:sticky xl:top-10">
        <ConnectGuide gpt={gpt} />
      </div>
    </div>
  );
}

function DomainWarning({ gpt }: { gpt: Gpt }) {
  const authorizationUrl = gpt.oauth.authorization_url;
  if (isLoopback(authorizationUrl)) {
    return (
      <Callout tone="warning" title="ChatGPT cannot reach this Gatehouse">
        It runs on your own machine, where you can try every step. For a real GPT it needs a public https address (PUBLIC_URL) and
        a mail server (SMTP_URL); the stand-ins for Google and mail end there, since they would let anybody be anybody.
      </Callout>
    );
  }
  if (gpt.api && haveDifferentRoots(authorizationUrl, gpt.api.base_url)) {
    return (
      <Callout tone="warning" title="ChatGPT will refuse these addresses together">
        Sign-in is at <strong>{URL.parse(authorizationUrl)?.hostname}</strong>, your API at{' '}
        <strong>{URL.parse(gpt.api.base_url)?.hostname}</strong>. The GPT editor only accepts OAuth when both share a root domain.
      </Callout>
    );
  }
  return null;
}
