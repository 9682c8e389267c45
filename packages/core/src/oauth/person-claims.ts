/** What is known of the subscriber that a token acts for. */
export interface PersonFacts {
  readonly id: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly name: string | null;
}

/** Claims about a person (OpenID Connect Core 5.1). What is unknown is left out, never null (5.3.2). */
export interface PersonClaims {
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly name?: string;
}

/** The claims that these scopes open (OpenID Connect Core 5.4): the same in the ID token and in userinfo. */
export function personClaims(person: PersonFacts, scopes: readonly string[]): PersonClaims {
  return {
    ...(scopes.includes('email') ? { email: person.email, email_verified: person.emailVerified } : {}),
    ...(scopes.includes('profile') && person.name !== null ? { name: person.name } : {}),
  };
}

/** The claims that some scope opens or that every ID token carries, as discovery lists them (OpenID Connect Discovery 3). */
export const CLAIMS_SUPPORTED = [
  ...['sub', 'iss', 'aud', 'exp', 'iat', 'auth_time', 'nonce', 'at_hash'],
  ...['email', 'email_verified', 'name'],
] as const;
