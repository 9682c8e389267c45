import { SwitchField } from '../../../shared/ui/switch';
import type { Scope } from '../gpt.queries';

/** Which of the GPT's scopes a tier includes. @param chosen null for all, also those that the GPT gets later */
export function ScopeChoice({
  scopes,
  chosen,
  onChosen,
}: {
  scopes: readonly Scope[];
  chosen: readonly string[] | null;
  onChosen: (chosen: string[] | null) => void;
}) {
  if (scopes.length === 0) return null;
  const toggle = (name: string, on: boolean): void =>
    onChosen(on ? [...(chosen ?? []), name] : (chosen ?? []).filter((other) => other !== name));
  return (
    <fieldset className="min-w-0 space-y-3">
      <legend className="text-sm font-medium">Scopes</legend>
      <SwitchField
        label="All scopes of the GPT"
        hint="Also those that you add later."
        checked={chosen === null}
        onChecked={(all) => onChosen(all ? null : scopes.map(({ name }) => name))}
      />
      {chosen !== null &&
        scopes.map(({ name, description }) => (
          <SwitchField
            key={name}
            label={<code className="font-mono text-sm break-all">{name}</code>}
            hint={description}
            checked={chosen.includes(name)}
            onChecked={(on) => toggle(name, on)}
          />
        ))}
    </fieldset>
  );
}
