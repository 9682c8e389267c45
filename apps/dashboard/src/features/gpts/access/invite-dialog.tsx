import { ApiError } from '@gatehouse/api-client';
import { useState, type FormEvent } from 'react';
import { formatCount } from '../../../shared/lib/format';
import { Button } from '../../../shared/ui/button';
import { Callout } from '../../../shared/ui/callout';
import { Dialog, DialogActions } from '../../../shared/ui/dialog';
import { SelectField } from '../../../shared/ui/select';
import { SwitchField } from '../../../shared/ui/switch';
import { TextAreaField } from '../../../shared/ui/text-area-field';
import { useToast } from '../../../shared/ui/toast';
import { useInvite } from './access.queries';
import { splitEntries } from './split-entries';

const DAY_MS = 86_400_000;

const ends = [
  { value: '', label: 'No end' },
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
] as const;

const languages = [
  { value: 'en', label: 'English' },
  { value: 'es', label: 'Español' },
  { value: 'pt', label: 'Português' },
  { value: 'hi', label: 'हिन्दी' },
  { value: 'id', label: 'Bahasa Indonesia' },
  { value: 'ja', label: '日本語' },
  { value: 'de', label: 'Deutsch' },
  { value: 'fr', label: 'Français' },
] as const;

/** A select has no empty value. */
const NO_END = 'none';

export function InviteDialog({
  gptId,
  open,
  onOpenChange,
}: {
  gptId: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Invite people"
      description="They sign in with exactly this address. Inviting somebody again renews their invitation."
    >
      <InviteForm gptId={gptId} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function InviteForm({ gptId, onDone }: { gptId: string; onDone: () => void }) {
  const invite = useInvite(gptId);
  const toast = useToast();
  const [text, setText] = useState('');
  const [mail, setMail] = useState(true);
  const [language, setLanguage] = useState<(typeof languages)[number]['value']>('en');
  const [days, setDays] = useState<string>(NO_END);
  const emails = splitEntries(text);

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (invite.isPending || emails.length === 0) return;
    const expires_at = days === NO_END ? null : endAfter(Number(days));
    invite.mutate(
      { emails, send_mail: mail, language, expires_at },
      {
        onSuccess: ({ data }) => {
          toast.success(`Invited ${formatCount(data.length, 'person', 'people')}.`);
          onDone();
        },
      },
    );
  }

  return (
    <form noValidate onSubmit={submit} className="space-y-5">
      {invite.error && <Callout tone="danger" title={messageOf(invite.error, emails)} />}
      <TextAreaField
        label="Addresses"
        hint="One a line, or separated by commas; 100 at once."
        value={text}
        rows={4}
        autoFocus
        onValue={setText}
      />
      <SelectField
        label="Good for"
        hint="The time to come in for the first time."
        value={days}
        onValue={setDays}
        options={ends.map(({ value, label }) => ({ value: value || NO_END, label }))}
      />
      <SwitchField label="Send them a mail" hint="It says how to open the GPT." checked={mail} onChecked={setMail} />
      {mail && (
        <SelectField
          label="Language of the mail"
          value={language}
          onValue={(value) => setLanguage(value as typeof language)}
          options={languages}
        />
      )}
      <DialogActions>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" tone="primary" pending={invite.isPending} disabled={emails.length === 0}>
          {emails.length > 1 ? `Invite ${emails.length} people` : 'Invite'}
        </Button>
      </DialogActions>
    </form>
  );
}

/** Names the addresses that are none, instead of their places in the list. */
function messageOf(error: Error, emails: readonly string[]): string {
  const wrong = error instanceof ApiError ? Object.keys(error.fields).map((field) => emails[Number(field.split('.')[1])]) : [];
  const named = wrong.filter((email) => email !== undefined);
  return named.length === 0 ? error.message : `Not an address: ${named.slice(0, 5).join(', ')}`;
}

function endAfter(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString();
}
