import { monthOf } from '@gatehouse/core';
import type { HeldPlan, HeldPrice, PasskeyRow } from '@gatehouse/platform';
import type { ReactElement } from 'react';
import type { Language } from '../../edge/hosted-pages/language';
import { plainFrame } from '../../edge/hosted-pages/page-frame';
import type { Account } from './account-door.service';
import { AccountPage } from './account-page';
import { AccountPasskeyPage } from './account-passkey-page';
import { AccountPasswordPage } from './account-password-page';
import { accountPathsOf } from './account-paths';
import type { AccountOverview, GptAccess } from './account-reader.service';
import { ErasePage } from './erase-page';
import { GptAccessPage } from './gpt-access-page';

const AT = new Date('2026-11-02T09:00:00Z');

const PASSKEY: PasskeyRow = {
  workspaceId: 'wsp_1',
  id: 'pky_1',
  subscriberId: 'usr_1',
  credentialId: 'credential',
  publicKey: Buffer.alloc(0),
  counter: '0',
  transports: [],
  backedUp: true,
  rpId: 'other.example',
  name: 'Passkey',
  createdAt: AT,
  lastUsedAt: AT,
};

/** The account pages of somebody for whom everything bears the given name, in a test's hands. */
export function accountPages(name: string, language: Language = 'en'): [string, ReactElement][] {
  const account = accountOf(name, language);
  const plans = plansNamed(name);
  const access: GptAccess = {
    gptId: 'gpt_1',
    gptName: name,
    allowedAt: AT,
    sentences: [name, `${name} again`],
    planName: name,
    plan: plans[0] ?? null,
    sells: true,
    used: 12,
    limit: 100,
    period: monthOf(AT),
    lastUsedAt: AT,
  };
  const overview: AccountOverview = {
    ways: {
      offered: ['google', 'github', 'email_code', 'password', 'passkey'],
      providers: [
        { provider: 'google', linkedAt: AT },
        { provider: 'github', linkedAt: null },
      ],
      passwordSetAt: AT,
      passkeys: [{ ...PASSKEY, name }],
    },
    plans,
    now: AT,
    gpts: [access, { ...access, gptId: 'gpt_2', plan: null, planName: null }],
    sessions: ['ses_1', 'ses_2'].map((id) => ({
      workspaceId: 'wsp_1',
      id,
      subscriberId: 'usr_1',
      tokenHash: Buffer.alloc(0),
      method: 'email_code',
      userAgent: name,
      authTime: AT,
      lastSeenAt: AT,
      expiresAt: AT,
    })),
    consent: null,
  };
  return [
    ['account', <AccountPage account={account} overview={overview} notice="agreed" />],
    [
      'access of a GPT',
      <GptAccessPage account={account} access={access} days={[{ day: '2026-11-02T00:00:00Z', calls: 12 }]} now={AT} />,
    ],
    ['password', <AccountPasswordPage account={account} error={name} />],
    ['passkey', <AccountPasskeyPage account={account} options="{}" error={name} />],
    ['erase', <ErasePage account={account} mismatch />],
  ];
}

/** One of each kind of standing. */
export function plansNamed(name: string): HeldPlan[] {
  const day = (n: number): Date => new Date(Date.UTC(2026, 10, n));
  const price: HeldPrice = {
    id: 'prc_1',
    tierId: 'tir_1',
    amount: 900,
    currency: 'eur',
    interval: 'month',
    stripePriceId: 'price_1',
    tierName: name,
  };
  const paid: HeldPlan = {
    id: 'sub_1',
    gptId: 'gpt_1',
    gptName: name,
    tierId: 'tir_1',
    tierName: name,
    status: 'active',
    isBought: true,
    servedUntil: null,
    periodEndsAt: day(30),
    trialEndsAt: null,
    pastDueSince: null,
    endsAt: null,
    compTierId: null,
    compTierName: null,
    compedUntil: null,
    stripeSubscriptionId: 'sub_x',
    boughtAt: null,
    price,
    next: null,
    metered: false,
    reachable: true,
  };
  const given = { compTierId: 'tir_2', compTierName: name };
  const others: Partial<HeldPlan>[] = [
    { next: { ...price, id: 'prc_2', amount: 300 } },
    { endsAt: day(30) },
    { status: 'trialing', trialEndsAt: day(9) },
    { status: 'past_due', pastDueSince: day(1), servedUntil: day(8) },
    { status: 'unpaid', reachable: false },
    { ...given, compedUntil: day(20) },
    { ...given, stripeSubscriptionId: null, reachable: false, isBought: false, price: null },
  ];
  return [paid, ...others.map((more, index) => ({ ...paid, ...more, id: `sub_${index + 2}` }))];
}

export function accountOf(name: string, language: Language): Account {
  const tenant = { id: 'wsp_1', slug: 'acme', name, issuer: 'https://x.example', origin: 'https://x.example', path: '' };
  return {
    kind: 'in',
    tenant,
    subscriber: {
      workspaceId: 'wsp_1',
      id: 'usr_1',
      email: name,
      emailVerified: true,
      name,
      signInMethod: 'google',
      firstSeenAt: AT,
      lastSeenAt: AT,
      blockedAt: null,
      passkeyOfferedAt: null,
    },
    sessionId: 'ses_1',
    signedIn: { method: 'google', authTime: AT },
    formToken: 'token',
    frame: plainFrame(language, name),
    paths: accountPathsOf(tenant),
  };
}
