import type { FieldProblem } from '@gatehouse/core';

/** Deeper than any body of ours, the schema of an API with its nested objects included. Validators walk bodies recursively, so depth is bounded before they begin. */
const MAX_DEPTH = 64;
const MAX_REPORTED = 10;

/**
 * Text that Postgres cannot store (a zero byte), text that is no Unicode (half of a surrogate pair), and nesting without end, wherever
 * in the value they stand. Walks without recursion.
 */
export function textFaults(root: unknown): FieldProblem[] {
  const faults: FieldProblem[] = [];
  const pending: { value: unknown; path: string[] }[] = [{ value: root, path: [] }];
  for (let next = pending.pop(); next !== undefined && faults.length < MAX_REPORTED; next = pending.pop()) {
    const { value, path } = next;
    const message = typeof value === 'string' ? faultOf(value) : null;
    if (message !== null) faults.push({ field: path.join('.'), message });
    if (typeof value !== 'object' || value === null) continue;
    if (path.length >= MAX_DEPTH) {
      faults.push({ field: path.slice(0, 3).join('.'), message: 'is nested too deeply' });
      continue;
    }
    for (const [key, inner] of Object.entries(value)) {
      const fault = keyFaultOf(key);
      if (fault === null) pending.push({ value: inner, path: [...path, key] });
      else faults.push({ field: path.join('.'), message: fault });
    }
  }
  return faults;
}

/** Names that the libraries between here and the use case would silently drop, because on an object they could mean its prototype. */
const UNUSABLE_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

function keyFaultOf(key: string): string | null {
  if (UNUSABLE_KEYS.has(key)) return `must not use the name ${key}`;
  return faultOf(key) === null ? null : 'has a name that is no text';
}

function faultOf(text: string): string | null {
  if (text.includes('\0')) return 'must not contain a zero byte';
  return text.isWellFormed() ? null : 'must be valid Unicode text';
}
