import { IDENTITY_PROVIDERS, type IdentityProvider } from '@gatehouse/core';
import type { Tenant } from '../tenants/tenants.service';

/** Paths of one interaction. Without an origin, so that the browser stays on the host on which it has its cookies. */
export interface InteractionPaths {
  readonly chooseMethod: string;
  readonly email: string;
  readonly code: string;
  readonly link: string;
  readonly password: string;
  readonly newPassword: string;
  readonly passwordCode: string;
  readonly providers: Readonly<Record<IdentityProvider, string>>;
  readonly passkey: string;
  readonly passkeyAdd: string;
  readonly passkeySkip: string;
  readonly consent: string;
  readonly switchAccount: string;
  readonly askAccess: string;
  readonly plans: string;
}

export function pathsOf(tenant: Pick<Tenant, 'path'>, interactionId: string): InteractionPaths {
  const base = `${tenant.path}/sign-in/${interactionId}`;
  return {
    chooseMethod: base,
    email: `${base}/email`,
    code: `${base}/code`,
    link: `${base}/link`,
    password: `${base}/password`,
    newPassword: `${base}/password/new`,
    passwordCode: `${base}/password/code`,
    providers: Object.fromEntries(IDENTITY_PROVIDERS.map((provider) => [provider, `${base}/${provider}`])) as Record<
      IdentityProvider,
      string
    >,
    passkey: `${base}/passkey`,
    passkeyAdd: `${base}/passkey/add`,
    passkeySkip: `${base}/passkey/skip`,
    consent: `${base}/consent`,
    switchAccount: `${base}/switch`,
    askAccess: `${base}/access-request`,
    plans: `${base}/plans`,
  };
}

/** Where a sign-in on a custom domain goes on to, on the service's own host. */
export function handOverPath(provider: IdentityProvider): string {
  return `/sign-in/${provider}/hand-over`;
}
