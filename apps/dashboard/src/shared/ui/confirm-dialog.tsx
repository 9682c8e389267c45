import { useState, type ReactNode } from 'react';
import { Button } from './button';
import { Callout } from './callout';
import { Dialog, DialogActions } from './dialog';
import { TextField } from './field';

interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description: ReactNode;
  confirmLabel: string;
  tone?: 'primary' | 'danger';
  /** When given, this text must be typed before the action is possible. */
  typed?: string;
  pending: boolean;
  error?: Error | null;
  onConfirm: () => void;
}

/** Asks before something that cannot be taken back. */
export function ConfirmDialog({ open, onOpenChange, title, description, error, ...rest }: ConfirmDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} description={description}>
      {error && <Callout tone="danger" className="mb-4" title={error.message} />}
      <ConfirmForm {...rest} onCancel={() => onOpenChange(false)} />
    </Dialog>
  );
}

type ConfirmFormProps = Pick<ConfirmDialogProps, 'confirmLabel' | 'tone' | 'typed' | 'pending' | 'onConfirm'> & {
  onCancel: () => void;
};

function ConfirmForm({ confirmLabel, tone = 'danger', typed, pending, onConfirm, onCancel }: ConfirmFormProps) {
  const [text, setText] = useState('');
  const allowed = typed === undefined || text.trim() === typed.trim();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (allowed && !pending) onConfirm();
      }}
    >
      {typed !== undefined && (
        <TextField
          label={
            <>
              Type <strong className="font-semibold break-all">{typed}</strong> to confirm
            </>
          }
          value={text}
          onValue={setText}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
        />
      )}
      <DialogActions>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" tone={tone} pending={pending} disabled={!allowed}>
          {confirmLabel}
        </Button>
      </DialogActions>
    </form>
  );
}
