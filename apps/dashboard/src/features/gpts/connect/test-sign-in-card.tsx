import { FlaskConical } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../shared/ui/button';
import { Callout } from '../../../shared/ui/callout';
import { Card, CardBody, CardHeader } from '../../../shared/ui/card';
import { covers, useCurrentWorkspace } from '../../workspaces/current-workspace';
import { useLearnedCallbacks, useStartTest } from './callback-learning.queries';
import { LearnedCallbackRow } from './learned-callback-row';
import { TurnedAwayNotice } from './turned-away-notice';

/** The member tries the sign-in themselves; a callback URL that ChatGPT has changed is caught on the way. */
export function TestSignInCard({ gptId }: { gptId: string }) {
  const { role } = useCurrentWorkspace();
  const [testing, setTesting] = useState(false);
  const start = useStartTest(gptId);
  const learned = useLearnedCallbacks(gptId, { testing }).data?.data ?? [];
  const mayTest = covers(role, 'developer');

  function begin(): void {
    // Opened at the press, since browsers let a page open a tab only then; it is sent on once the link is there.
    const tab = window.open('about:blank', '_blank');
    start.mutate(undefined, {
      onSuccess: ({ url }) => {
        setTesting(true);
        if (tab) tab.location.href = url;
        else window.location.href = url;
      },
      onError: () => tab?.close(),
    });
  }

  return (
    <Card aria-labelledby="test-sign-in">
      <CardHeader
        id="test-sign-in"
        title="Test the sign-in"
        description="Opens ChatGPT in this browser. Sign in to your GPT there, as people do. If ChatGPT uses a callback URL that is not registered, it is caught and shown here for your approval."
        action={
          mayTest && (
            <Button pending={start.isPending} onClick={begin}>
              <FlaskConical aria-hidden="true" />
              Test sign-in
            </Button>
          )
        }
      />
      <CardBody className="space-y-4">
        {start.error && <Callout tone="danger" title={start.error.message} />}
        <TurnedAwayNotice gptId={gptId} />
        {learned.length > 1 && (
          <Callout tone="warning" title="Your test brought more than one callback URL">
            A GPT has one at a time. Approve only the one that your GPT editor shows, and dismiss the others.
          </Callout>
        )}
        {learned.length > 0 && (
          <ul aria-label="Callback URLs to approve" className="divide-y divide-line rounded-md border border-accent-line">
            {learned.map((callback) => (
              <LearnedCallbackRow key={callback.id} gptId={gptId} callback={callback} mayDecide={mayTest} />
            ))}
          </ul>
        )}
        {testing && learned.length === 0 && (
          <Callout title="The test is under way">
            For 15 minutes this browser is marked as yours. If the sign-in works, there is nothing to do here.
          </Callout>
        )}
        {!testing && learned.length === 0 && <p className="text-sm text-ink-soft">Nothing is waiting for your approval.</p>}
      </CardBody>
    </Card>
  );
}
