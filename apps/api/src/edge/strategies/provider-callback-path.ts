import type { IdentityProvider } from '@gatehouse/core';

/** Where a provider sends subscribers back to; creators register it there, so it never changes. */
export function providerCallbackPath(provider: IdentityProvider): string {
  return `/sign-in/${provider}/callback`;
}
