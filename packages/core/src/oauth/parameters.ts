/** Request parameters as they arrived: decoded, in order, repetitions kept, because a repetition is itself an error (RFC 6749 3.1, 3.2). */
export type ParameterPairs = readonly (readonly [name: string, value: string])[];

/** The known parameters of one request. */
export interface RequestParameters<Name extends string> {
  /** The value, or null when the parameter is absent, sent without a value (RFC 6749 3.1: the same thing), or repeated. */
  get(name: Name): string | null;
  /** The known names that came more than once with a value. */
  readonly repeated: ReadonlySet<Name>;
}

/**
 * Picks the known parameters out of a request. Unknown ones are ignored, also when repeated; one without a value is as absent
 * (RFC 6749 3.1 and 3.2, in the same words).
 */
export function parametersFrom<Name extends string>(pairs: ParameterPairs, names: readonly Name[]): RequestParameters<Name> {
  const known = new Set<string>(names);
  const values = new Map<string, string>();
  const repeated = new Set<Name>();
  for (const [name, value] of pairs) {
    if (value === '' || !known.has(name)) continue;
    if (values.has(name)) repeated.add(name as Name);
    values.set(name, value);
  }
  return { get: (name) => (repeated.has(name) ? null : (values.get(name) ?? null)), repeated };
}

/** Decodes a query string or a form body (`application/x-www-form-urlencoded`, RFC 6749 appendix B). Never fails. */
export function pairsFromForm(text: string): ParameterPairs {
  return [...new URLSearchParams(text)];
}

/**
 * Text that can be kept and sent back as it came: no control character (Postgres refuses a zero byte) and no U+FFFD, which stands where
 * the percent-encoding was not UTF-8 and the true bytes are lost.
 */
export function isFaithfulText(text: string): boolean {
  return !/[\u0000-\u001f\u007f\ufffd]/.test(text) && text.isWellFormed();
}
