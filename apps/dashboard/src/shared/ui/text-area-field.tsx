import type { ComponentProps, ReactNode } from 'react';
import { cn } from '../lib/class-names';
import { controlClass, Field } from './field';

/** Labelled text of several lines. */
export function TextAreaField({
  label,
  hint,
  error,
  value,
  onValue,
  ...rest
}: Omit<ComponentProps<'textarea'>, 'id' | 'onChange' | 'value'> & {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  value: string;
  onValue: (value: string) => void;
}) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => (
        <textarea
          {...wiring}
          {...rest}
          value={value}
          spellCheck={false}
          onChange={(event) => onValue(event.target.value)}
          className={cn(controlClass, 'h-auto py-2 pointer-coarse:h-auto')}
        />
      )}
    </Field>
  );
}
