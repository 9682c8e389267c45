import { Label } from 'radix-ui';
import { useId, type ComponentProps, type ReactNode } from 'react';
import { cn } from '../lib/class-names';

export const controlClass =
  'h-9 w-full min-w-0 rounded-md border border-line-control bg-surface px-3 text-base text-ink shadow-control transition-colors placeholder:text-ink-faint hover:border-ink-faint focus-visible:border-accent focus-visible:outline-offset-0 disabled:opacity-60 aria-invalid:border-danger pointer-coarse:h-11 max-sm:text-lg max-sm:tracking-normal';

interface FieldFrame {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  /** The label is for screen readers only, where the surroundings show it already. */
  hideLabel?: boolean;
  /** Something at the right end of the label's line, such as a link. */
  aside?: ReactNode;
}

/** What ties a control to its label, hint and error. */
interface FieldWiring {
  id: string;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: true | undefined;
}

export function Field({
  label,
  hint,
  error,
  hideLabel,
  aside,
  children,
}: FieldFrame & { children: (wiring: FieldWiring) => ReactNode }) {
  const id = useId();
  const described = error ? `${id}-error` : hint ? `${id}-hint` : undefined;
  return (
    <div className="min-w-0 space-y-1.5">
      <div className={cn('flex items-baseline justify-between gap-3', hideLabel && 'sr-only')}>
        <Label.Root htmlFor={id} className="text-sm font-medium text-ink">
          {label}
        </Label.Root>
        {aside}
      </div>
      {children({ id, 'aria-describedby': described, 'aria-invalid': error ? true : undefined })}
      {error ? (
        <p id={`${id}-error`} role="alert" className="text-sm text-danger">
          {toSentence(label, error)}
        </p>
      ) : (
        hint && (
          <p id={`${id}-hint`} className="text-sm text-pretty text-ink-soft">
            {hint}
          </p>
        )
      )}
    </div>
  );
}

/** The API words its messages to follow the field's name: `must not be empty` at `Name` reads `Name must not be empty.` */
function toSentence(label: ReactNode, message: string): string {
  if (typeof label !== 'string' || !/^\p{Ll}/u.test(message)) return message;
  return `${label} ${message}${/[.!?]$/.test(message) ? '' : '.'}`;
}

type TextFieldProps = FieldFrame &
  Omit<ComponentProps<'input'>, 'id' | 'onChange' | 'value'> & {
    value: string;
    onValue: (value: string) => void;
    mono?: boolean;
    /** Fixed text before what is typed, such as the start of an address. */
    lead?: string;
    /** A button at the right end of the line. */
    action?: ReactNode;
  };

/** A labelled line of text. */
export function TextField({
  label,
  hint,
  error,
  hideLabel = false,
  aside,
  onValue,
  mono,
  lead,
  action,
  className,
  ...input
}: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} hideLabel={hideLabel} aside={aside}>
      {(wiring) => (
        <div className={cn('flex', action && 'gap-2 max-sm:flex-col')}>
          {lead && (
            <span
              title={lead}
              className="flex max-w-1/2 items-center rounded-l-md border border-r-0 border-line-control bg-inset px-3 font-mono text-sm text-ink-soft"
            >
              <span className="truncate">{lead}</span>
            </span>
          )}
          <input
            {...wiring}
            {...input}
            onChange={(event) => onValue(event.target.value)}
            className={cn(controlClass, mono && 'font-mono text-sm', lead && 'rounded-l-none', className)}
          />
          {action}
        </div>
      )}
    </Field>
  );
}
