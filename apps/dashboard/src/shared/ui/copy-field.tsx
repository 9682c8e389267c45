import type { ReactNode } from 'react';
import { cn } from '../lib/class-names';
import { CopyButton } from './copy-button';
import { controlClass, Field } from './field';

interface CopyFieldProps {
  label: string;
  value: string;
  hint?: ReactNode;
  placeholder?: string;
  /** Stands in the copy button's place, where the value cannot be copied. */
  action?: ReactNode;
  className?: string;
}

/** A value to be copied elsewhere. It is selected as a whole when focused, for those who copy by keyboard. */
export function CopyField({ label, value, hint, placeholder, action, className }: CopyFieldProps) {
  return (
    <Field label={label} hint={hint}>
      {(wiring) => (
        <div className="flex gap-2">
          <input
            {...wiring}
            readOnly
            value={value}
            placeholder={placeholder}
            title={value || undefined}
            spellCheck={false}
            onFocus={(event) => event.target.select()}
            className={cn(controlClass, 'font-mono text-sm text-ellipsis max-sm:text-sm', className)}
          />
          {action ?? (value && <CopyButton text={value} label={label} className="h-9 pointer-coarse:h-11" />)}
        </div>
      )}
    </Field>
  );
}
