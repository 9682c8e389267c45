import { useState } from 'react';
import { Card } from '../../../shared/ui/card';
import { Callout } from '../../../shared/ui/callout';
import { ErrorState, SkeletonRows } from '../../../shared/ui/states';
import { covers, useCurrentWorkspace } from '../../workspaces/current-workspace';
import { useCurrentGpt } from '../current-gpt';
import { showable, textsFrom, type BrandingTexts } from './branding-draft';
import { useBranding, type Branding } from './branding.queries';
import { LogoCard } from './logo-card';
import { LookCard } from './look-card';
import { PreviewCard } from './preview-card';
import { PrivacyPolicyCard } from './privacy-policy-card';

/** How the GPT's hosted pages look, beside what people will see. */
export function BrandingPage() {
  const gpt = useCurrentGpt();
  const branding = useBranding(gpt.id);
  if (branding.data) return <Editor key={gpt.id} branding={branding.data} />;
  return (
    <Card className="max-w-3xl">
      {branding.isError ? (
        <ErrorState error={branding.error} onRetry={() => void branding.refetch()} />
      ) : (
        <SkeletonRows rows={4} label="Loading the branding" />
      )}
    </Card>
  );
}

function Editor({ branding }: { branding: Branding }) {
  const gpt = useCurrentGpt();
  const { role } = useCurrentWorkspace();
  const [draft, setDraft] = useState<BrandingTexts>(() => textsFrom(branding));
  const mayChange = covers(role, 'developer');
  return (
    <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_26rem]">
      <div className="min-w-0 space-y-6">
        {mayChange ? (
          <>
            <LogoCard gptId={gpt.id} logo={branding.logo} />
            <LookCard gpt={gpt} branding={branding} onDraft={setDraft} />
            <PrivacyPolicyCard gptId={gpt.id} hosted={branding.privacy_url === null} />
          </>
        ) : (
          <Callout title="Your role lets you look, not change. Ask an owner or admin of the workspace." />
        )}
      </div>
      <div className="min-w-0 xl:sticky xl:top-6">
        <PreviewCard gptId={gpt.id} draft={showable(draft)} />
      </div>
    </div>
  );
}
