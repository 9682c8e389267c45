import type { Tenant } from '../tenants/tenants.service';

/** Of what a person pays for a GPT. */
interface PlanPaths {
  readonly change: string;
  readonly confirm: string;
  readonly keep: string;
  readonly cancel: string;
  readonly resume: string;
  readonly payment: string;
}

/** Paths of the account under one door. Without an origin, so that the browser stays on the host on which it has its cookie. */
export interface AccountPaths {
  readonly home: string;
  readonly gpt: (gptId: string) => string;
  readonly plan: (gptId: string) => PlanPaths;
  readonly endAccess: (gptId: string) => string;
  readonly endSession: (sessionId: string) => string;
  readonly endOtherSessions: string;
  readonly password: string;
  readonly addPasskey: string;
  readonly removePasskey: (passkeyId: string) => string;
  readonly signOut: string;
  readonly news: string;
  readonly export: string;
  readonly erase: string;
}

export function accountPathsOf(tenant: Pick<Tenant, 'path'>): AccountPaths {
  const home = `${tenant.path}/account`;
  return {
    home,
    gpt: (gptId) => `${home}/gpts/${gptId}`,
    plan: (gptId) => planPathsAt(`${home}/gpts/${gptId}/plan`),
    endAccess: (gptId) => `${home}/gpts/${gptId}/end`,
    endSession: (sessionId) => `${home}/devices/${sessionId}/sign-out`,
    endOtherSessions: `${home}/devices/sign-out-others`,
    password: `${home}/password`,
    addPasskey: `${home}/passkeys/add`,
    removePasskey: (passkeyId) => `${home}/passkeys/${passkeyId}/remove`,
    signOut: `${home}/sign-out`,
    news: `${home}/news`,
    export: `${home}/export`,
    erase: `${home}/erase`,
  };
}

function planPathsAt(base: string): PlanPaths {
  return {
    change: base,
    confirm: `${base}/change`,
    keep: `${base}/keep`,
    cancel: `${base}/cancel`,
    resume: `${base}/resume`,
    payment: `${base}/payment`,
  };
}
