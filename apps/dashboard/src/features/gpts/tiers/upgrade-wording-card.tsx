import { RadioGroup } from 'radix-ui';
import { Card, CardHeader } from '../../../shared/ui/card';
import { ErrorState, SkeletonRows } from '../../../shared/ui/states';
import { useToast } from '../../../shared/ui/toast';
import { covers, useCurrentWorkspace } from '../../workspaces/current-workspace';
import { useSetUpgradeWording, useUpgradeWording, type UpgradeWording } from './upgrade-wording.queries';

const choices = [
  {
    value: 'link',
    label: 'With a link to upgrade',
    hint: 'A person who reaches a limit is told which plan they are on, and gets a link to your plans that works for half an hour.',
  },
  {
    value: 'neutral',
    label: 'Neutral',
    hint: 'Only that the limit is reached. No plan, price or link is mentioned, as ChatGPT’s rules ask of published apps.',
  },
] as const satisfies readonly { value: UpgradeWording; label: string; hint: string }[];

/** What ChatGPT may say of the plans when a call is refused. */
export function UpgradeWordingCard({ gptId }: { gptId: string }) {
  const { role } = useCurrentWorkspace();
  const setting = useUpgradeWording(gptId);
  const save = useSetUpgradeWording(gptId);
  const toast = useToast();
  const choose = (wording: UpgradeWording) =>
    save.mutate(wording, {
      onSuccess: () => toast.success('The wording holds from the next refused call on.'),
      onError: (error) => toast.error(error.message),
    });
  return (
    <Card aria-labelledby="upgrade-wording">
      <CardHeader
        id="upgrade-wording"
        title="When a call is refused"
        description="What ChatGPT tells a person whose plan does not include what they ask for, or is used up."
      />
      <div className="px-5 pt-4 pb-6 sm:px-6">
        {setting.isPending && <SkeletonRows rows={1} label="Loading the wording" />}
        {setting.isError && !setting.data && <ErrorState error={setting.error} onRetry={() => void setting.refetch()} />}
        {setting.data && (
          <Choice value={setting.data.wording} disabled={!covers(role, 'developer') || save.isPending} onValue={choose} />
        )}
      </div>
    </Card>
  );
}

interface ChoiceProps {
  value: UpgradeWording;
  disabled: boolean;
  onValue: (value: UpgradeWording) => void;
}

function Choice({ value, disabled, onValue }: ChoiceProps) {
  return (
    <RadioGroup.Root
      aria-label="Wording"
      value={value}
      disabled={disabled}
      onValueChange={(next) => onValue(next as UpgradeWording)}
      className="grid gap-2 sm:grid-cols-2"
    >
      {choices.map((choice) => (
        <RadioGroup.Item
          key={choice.value}
          value={choice.value}
          aria-labelledby={`wording-${choice.value}`}
          aria-describedby={`wording-${choice.value}-hint`}
          className="flex items-start gap-3 rounded-md border border-line p-3.5 text-left transition-colors hover:bg-hover disabled:opacity-70 data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft"
        >
          <span className="mt-0.5 grid size-4.5 shrink-0 place-items-center rounded-full border border-line-control bg-surface">
            <RadioGroup.Indicator className="block size-2.5 rounded-full bg-accent" />
          </span>
          <span className="min-w-0">
            <span id={`wording-${choice.value}`} className="block font-medium">
              {choice.label}
            </span>
            <span id={`wording-${choice.value}-hint`} className="block text-sm text-pretty text-ink-soft">
              {choice.hint}
            </span>
          </span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
