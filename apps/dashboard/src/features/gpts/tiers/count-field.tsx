import type { ComponentProps } from 'react';
import { TextField } from '../../../shared/ui/field';

/** A line for a whole number or an amount: with digits on phones, and without what the browser remembers. */
export function CountField({ decimal = false, ...field }: ComponentProps<typeof TextField> & { decimal?: boolean }) {
  return <TextField inputMode={decimal ? 'decimal' : 'numeric'} autoComplete="off" {...field} />;
}
