import { covers, useCurrentWorkspace } from '../../workspaces/current-workspace';
import { Callout } from '../../../shared/ui/callout';
import { useCurrentGpt } from '../current-gpt';
import { AccessPolicyCard } from '../access/access-policy-card';
import { AccessRequestsCard } from '../access/access-requests-card';
import { InvitationsCard } from '../access/invitations-card';
import { OwnClientsCard } from './own-clients-card';
import { SignInMethodsCard } from './sign-in-methods-card';
import { TokenLifetimesCard } from './token-lifetimes-card';

/** Who may sign in to the GPT, and how. */
export function SignInPage() {
  const gpt = useCurrentGpt();
  const { role } = useCurrentWorkspace();
  const mayChange = covers(role, 'developer');
  // Keyed, so that another GPT's settings never start from this one's unsaved choice.
  return (
    <div key={gpt.id} className="max-w-3xl space-y-6">
      {!mayChange && <Callout title="Your role lets you look, not change. Ask an owner or admin of the workspace." />}
      <SignInMethodsCard gpt={gpt} mayChange={mayChange} />
      <AccessPolicyCard gptId={gpt.id} />
      <AccessRequestsCard gptId={gpt.id} />
      <InvitationsCard gptId={gpt.id} />
      <OwnClientsCard gptId={gpt.id} mayChange={mayChange} />
      <TokenLifetimesCard gptId={gpt.id} mayChange={mayChange} />
    </div>
  );
}
