import type { Scope } from '../gpt.queries';

/** A scope while it is edited; `key` holds its place in the list while its name changes. */
export interface ScopeDraft extends Scope {
  key: number;
}

export type ScopeMessages = Partial<Record<'name' | 'description', string>>;

/** The characters of a scope token (RFC 6749 section 3.3). */
const SCOPE_TOKEN = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

/** What is wrong with each draft, by its key; empty when all can be saved. */
export function checkScopes(drafts: readonly ScopeDraft[]): Map<number, ScopeMessages> {
  const wrong = new Map<number, ScopeMessages>();
  const seen = new Set<string>();
  for (const { key, name, description } of drafts) {
    const messages: ScopeMessages = {};
    if (name === '') messages.name = 'Enter a name.';
    else if (!SCOPE_TOKEN.test(name)) messages.name = 'No spaces, quotes or backslashes.';
    else if (seen.has(name)) messages.name = 'This name is taken above.';
    if (description.trim() === '') messages.description = 'Say in a sentence what people allow.';
    if (Object.keys(messages).length > 0) wrong.set(key, messages);
    seen.add(name);
  }
  return wrong;
}

export function toDrafts(scopes: readonly Scope[]): ScopeDraft[] {
  return scopes.map((scope, key) => ({ ...scope, key }));
}

export function toScopes(drafts: readonly ScopeDraft[]): Scope[] {
  return drafts.map(({ name, description, default: isDefault }) => ({
    name,
    description: description.trim(),
    default: isDefault,
  }));
}
