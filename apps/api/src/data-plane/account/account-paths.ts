import type { Language } from '../../edge/hosted-pages/language';
import type { Tenant } from '../tenants/tenants.service';
import type { AccountNotice } from './account-notice.texts';

/** Of what a person pays for a GPT. */
interface PlanPaths {
  readonly change: string;
  readonly confirm: string;
  /** Asks whether it is to be this price. */
  readonly priced: (priceId: string) => string;
  readonly keep: string;
  readonly cancel: string;
  readonly resume: string;
  readonly payment: string;
}

/** Paths of the account under one door. Without an origin, so that the browser stays on the host on which it has its cookie. */
export interface AccountPaths {
  /** What the person's link asked for, and every path here asks for; null where it asked for none. */
  readonly uiLocales: Language | null;
  readonly home: string;
  /** Home, with a word on what was done. */
  readonly told: (notice: AccountNotice) => string;
  readonly gpt: (gptId: string) => string;
  readonly plan: (gptId: string) => PlanPaths;
  readonly endAccess: (gptId: string) => string;
  readonly endSession: (sessionId: string) => string;
  readonly endOtherSessions: string;
  readonly password: string;
  readonly addPasskey: string;
  readonly removePasskey: (passkeyId: string) => string;
  readonly signOut: string;
  readonly signedOut: string;
  readonly news: string;
  readonly export: string;
  readonly erase: string;
}

export function accountPathsOf(tenant: Pick<Tenant, 'path'>, uiLocales: Language | null = null): AccountPaths {
  const at = (path: string): string => inLanguage(`${tenant.path}/account${path}`, uiLocales);
  return {
    uiLocales,
    home: at(''),
    told: (notice) => at(`?notice=${notice}`),
    gpt: (gptId) => at(`/gpts/${gptId}`),
    plan: (gptId) => planPathsAt((path) => at(`/gpts/${gptId}/plan${path}`)),
    endAccess: (gptId) => at(`/gpts/${gptId}/end`),
    endSession: (sessionId) => at(`/devices/${sessionId}/sign-out`),
    endOtherSessions: at('/devices/sign-out-others'),
    password: at('/password'),
    addPasskey: at('/passkeys/add'),
    removePasskey: (passkeyId) => at(`/passkeys/${passkeyId}/remove`),
    signOut: at('/sign-out'),
    signedOut: at('/signed-out'),
    news: at('/news'),
    export: at('/export'),
    erase: at('/erase'),
  };
}

function planPathsAt(at: (path: string) => string): PlanPaths {
  return {
    change: at(''),
    confirm: at('/change'),
    priced: (priceId) => at(`/change?price=${priceId}`),
    keep: at('/keep'),
    cancel: at('/cancel'),
    resume: at('/resume'),
    payment: at('/payment'),
  };
}

/** A path that asks for this language, as OpenID Connect does of a sign-in. */
export function inLanguage(path: string, uiLocales: Language | null): string {
  return uiLocales === null ? path : `${path}${path.includes('?') ? '&' : '?'}ui_locales=${uiLocales}`;
}
