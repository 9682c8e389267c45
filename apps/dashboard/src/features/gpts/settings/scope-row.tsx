import { Trash2 } from 'lucide-react';
import { Button } from '../../../shared/ui/button';
import { TextField } from '../../../shared/ui/field';
import { SwitchField } from '../../../shared/ui/switch';
import type { ScopeDraft, ScopeMessages } from './scope-drafts';

interface ScopeRowProps {
  number: number;
  draft: ScopeDraft;
  messages: ScopeMessages;
  onChange: (part: Partial<ScopeDraft>) => void;
  onRemove: () => void;
}

export function ScopeRow({ number, draft, messages, onChange, onRemove }: ScopeRowProps) {
  return (
    <div
      role="group"
      aria-label={`Scope ${number}`}
      className="grid items-start gap-x-4 gap-y-3 border-t border-line px-5 py-4 sm:grid-cols-[12rem_minmax(0,1fr)_auto_auto] sm:px-6"
    >
      <TextField
        label="Name"
        mono
        placeholder="foods.read"
        maxLength={100}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={draft.name}
        onValue={(name) => onChange({ name: name.trim() })}
        error={messages.name}
      />
      <TextField
        label="Sentence"
        placeholder="See the foods you logged"
        maxLength={200}
        autoComplete="off"
        value={draft.description}
        onValue={(description) => onChange({ description })}
        error={messages.description}
      />
      <div className="flex items-center gap-4 *:first:flex-1 sm:contents">
        <SwitchField stacked label="Default" checked={draft.default} onChecked={(on) => onChange({ default: on })} />
        <Button
          tone="quiet"
          size="icon"
          className="sm:mt-7"
          aria-label={`Remove scope ${draft.name || number}`}
          onClick={onRemove}
        >
          <Trash2 aria-hidden="true" />
        </Button>
      </div>
    </div>
  );
}
