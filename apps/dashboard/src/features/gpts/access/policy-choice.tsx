import { RadioGroup } from 'radix-ui';
import type { AccessPolicyKind } from './access.queries';

const policies = [
  { value: 'open', label: 'Everybody', hint: 'Whoever signs in may use the GPT.' },
  { value: 'invite_only', label: 'Invited people', hint: 'Only the addresses that you invite below.' },
  { value: 'domains', label: 'Certain domains', hint: 'Addresses of the domains that you list, such as your company’s.' },
  { value: 'approval', label: 'Whom you approve', hint: 'People ask after signing in, and you say yes or no.' },
] as const satisfies readonly { value: AccessPolicyKind; label: string; hint: string }[];

export function PolicyChoice({
  value,
  disabled,
  onValue,
}: {
  value: AccessPolicyKind;
  disabled: boolean;
  onValue: (value: AccessPolicyKind) => void;
}) {
  return (
    <RadioGroup.Root
      aria-label="Who may use it"
      value={value}
      disabled={disabled}
      onValueChange={(next) => onValue(next as AccessPolicyKind)}
      className="grid gap-2 sm:grid-cols-2"
    >
      {policies.map((policy) => (
        <RadioGroup.Item
          key={policy.value}
          value={policy.value}
          aria-labelledby={`policy-${policy.value}`}
          aria-describedby={`policy-${policy.value}-hint`}
          className="flex items-start gap-3 rounded-md border border-line p-3.5 text-left transition-colors hover:bg-hover disabled:opacity-70 data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft"
        >
          <span className="mt-0.5 grid size-4.5 shrink-0 place-items-center rounded-full border border-line-control bg-surface">
            <RadioGroup.Indicator className="block size-2.5 rounded-full bg-accent" />
          </span>
          <span className="min-w-0">
            <span id={`policy-${policy.value}`} className="block font-medium">
              {policy.label}
            </span>
            <span id={`policy-${policy.value}-hint`} className="block text-sm text-pretty text-ink-soft">
              {policy.hint}
            </span>
          </span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
