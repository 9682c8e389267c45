import { covers, useCurrentWorkspace } from '../../workspaces/current-workspace';
import { Callout } from '../../../shared/ui/callout';
import { useCurrentGpt } from '../current-gpt';
import { DeleteCard } from './delete-card';
import { GeneralCard } from './general-card';
import { ScopesCard } from './scopes-card';

export function GptSettingsPage() {
  const gpt = useCurrentGpt();
  const { role } = useCurrentWorkspace();
  if (!covers(role, 'developer'))
    return <Callout title="Your role lets you look, not change. Ask an owner or admin of the workspace." />;
  // Keyed, so that another GPT's settings never start from this one's unsaved text.
  return (
    <div key={gpt.id} className="max-w-3xl space-y-6">
      <GeneralCard gpt={gpt} />
      <ScopesCard gpt={gpt} />
      {covers(role, 'admin') && <DeleteCard gpt={gpt} />}
    </div>
  );
}
