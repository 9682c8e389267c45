const SCOPE_TOKEN = /^[\x21\x23-\x5b\x5d-\x7e]{1,100}$/;

/** Whether the text can name a scope: RFC 6749 3.3 `scope-token`, at most 100 characters. */
export function isScopeName(text: string): boolean {
  return SCOPE_TOKEN.test(text);
}

/**
 * The names in a scope parameter, each once, in the order given (RFC 6749 3.3); null when one of them is no `scope-token`. More than one
 * space between names, or spaces around them, are forgiven: the scope field is filled in by hand in the GPT editor.
 */
export function parseScope(text: string): readonly string[] | null {
  const names = [...new Set(text.split(' ').filter((name) => name !== ''))];
  return names.every(isScopeName) ? names : null;
}

/** The scope parameter for these names (RFC 6749 3.3). */
export function formatScope(names: readonly string[]): string {
  return names.join(' ');
}

/** Whether everything in `wanted` is within `held`. */
export function coversScope(held: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((name) => held.includes(name));
}
