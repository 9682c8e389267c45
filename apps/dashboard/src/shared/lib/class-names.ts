import { clsx, type ClassValue } from 'clsx';
import { extendTailwindMerge } from 'tailwind-merge';

// Told about our own text sizes and shadows; otherwise `text-2xs text-ink` would lose one of its two classes.
const merge = extendTailwindMerge({
  extend: {
    theme: {
      text: ['2xs'],
      shadow: ['control', 'card', 'float'],
      animate: ['fade-in', 'rise-in', 'pop-in', 'slide-in', 'breathe'],
    },
  },
});

/** Joins class names; of two that set the same property, the later wins. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
