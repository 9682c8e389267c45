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
  /** Has the whole width on a phone, and its button below. */
  long?: boolean;
  className?: string;
}

/**
 * A value to be copied elsewhere. It wraps, because the ends of addresses are what tells them apart, and is selected as a whole when
 * focused, for those who copy by keyboard.
 */
export function CopyField({ label, value, hint, placeholder, action, long = false, className }: CopyFieldProps) {
  return (
    <Field label={label} hint={hint}>
      {(wiring) => (
        <div className={cn('flex items-start gap-2', long && 'max-sm:flex-col')}>
          <textarea
            {...wiring}
            readOnly
            rows={1}
            value={value}
            placeholder={placeholder}
            title={value || undefined}
            spellCheck={false}
            onFocus={(event) => event.target.select()}
            className={cn(
              controlClass,
              'field-sizing-content h-auto min-h-9 resize-none py-1.75 font-mono text-sm break-all max-sm:text-sm pointer-coarse:h-auto pointer-coarse:min-h-11 pointer-coarse:py-2.75',
              className,
            )}
          />
          {action ?? (value && <CopyButton text={value} label={label} className="h-9 pointer-coarse:h-11" />)}
        </div>
      )}
    </Field>
  );
}
