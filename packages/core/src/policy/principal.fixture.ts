import type { Principal, TierPolicy } from './principal';

/** A tier without limits. */
export const tier: TierPolicy = {
  key: 'free',
  name: 'Free',
  quotaPerMonth: null,
  ratePerMinute: null,
  burst: null,
  scopes: null,
  actionCosts: {},
};

/** A subscriber to whom nothing is forbidden. */
export const principal: Principal = {
  workspaceId: 'wsp_1',
  kind: 'subscriber',
  subscriberId: 'usr_1',
  email: 'ada@example.com',
  emailVerified: true,
  name: 'Ada',
  blocked: false,
  gptId: 'gpt_1',
  gptName: 'Food Finder',
  clientId: 'client-1',
  scopes: ['foods.read', 'foods.write'],
  expiresAt: new Date('2026-11-03T10:00:00Z'),
  tier,
  monthsFrom: null,
  billedPeriod: null,
  subscription: 'active',
  unpaid: false,
  servedUntil: null,
  offers: [],
  upgradeWording: 'link',
  anonymousLimits: null,
  anonymous: null,
};
