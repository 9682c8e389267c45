/** A scope that a GPT declares. */
export interface DeclaredScope {
  readonly name: string;
  /** Granted when a request names no scope. */
  readonly isDefault: boolean;
}

/** What the rules need to know about an OAuth client, which for us is a GPT: facts read from the store, never live objects. */
export interface ClientSnapshot {
  readonly clientId: string;
  /** RFC 6749 2.1. A confidential client has secrets; a public one must use PKCE. */
  readonly type: 'confidential' | 'public';
  /** The registered redirect URIs, exact. */
  readonly redirectUris: readonly string[];
  readonly scopes: readonly DeclaredScope[];
}

const CLIENT_ID = /^[A-Za-z0-9_-]{1,100}$/;

/** Whether the text can be a client id of ours. Anything else is an unknown client and need not be looked up. */
export function isClientId(text: string): boolean {
  return CLIENT_ID.test(text);
}
