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
    <div role="group" aria-label={`Scope ${number}`} className="space-y-4 rounded-md border border-line bg-inset p-4">
      <div className="flex items-start gap-3">
        <div className="grid min-w-0 flex-1 gap-4 sm:grid-cols-[2fr_3fr]">
          <TextField
            label="Name"
            mono
            placeholder="foods.read"
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
            autoComplete="off"
            value={draft.description}
            onValue={(description) => onChange({ description })}
            error={messages.description}
          />
        </div>
        <Button
          tone="quiet"
          size="icon"
          className="mt-7 pointer-coarse:mt-7.5"
          aria-label={`Remove scope ${draft.name || number}`}
          onClick={onRemove}
        >
          <Trash2 aria-hidden="true" />
        </Button>
      </div>
      <SwitchField label="Default" hint="Asked for at every sign-in." checked={draft.default} onChecked={(on) => onChange({ default: on })} />
    </div>
  );
}
