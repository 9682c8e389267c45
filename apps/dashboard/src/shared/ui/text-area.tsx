import type { ComponentProps, ReactNode } from 'react';
import { cn } from '../lib/class-names';
import { controlClass, Field } from './field';

type TextAreaFieldProps = Omit<ComponentProps<'textarea'>, 'id' | 'onChange' | 'value'> & {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  aside?: ReactNode;
  value: string;
  onValue: (value: string) => void;
};

/** Labelled text of several lines; grows with what is written. */
export function TextAreaField({ label, hint, error, aside, onValue, className, ...textarea }: TextAreaFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {(wiring) => (
        <textarea
          rows={2}
          {...wiring}
          {...textarea}
          onChange={(event) => onValue(event.target.value)}
          className={cn(
            controlClass,
            'field-sizing-content h-auto max-h-80 min-h-18 resize-y py-1.75 pointer-coarse:h-auto',
            className,
          )}
        />
      )}
    </Field>
  );
}
