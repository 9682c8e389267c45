import type { HeldPlan } from '@gatehouse/platform';
import type { ReactElement } from 'react';
import type { Language } from '../../edge/hosted-pages/language';
import { plainFrame } from '../../edge/hosted-pages/page-frame';
import { accountOf, plansNamed } from '../account/account-pages.fixture';
import { ConfirmingPage } from '../paywall/confirming-page';
import type { PlanOffer } from '../paywall/plan-offers';
import { PlansPage } from '../paywall/plans-page';
import { CancelPlanPage } from './cancel-plan-page';
import { ChangePlanPage } from './change-plan-page';
import { ConfirmChangePage } from './confirm-change-page';
import { DeclinedPage } from './declined-page';
import type { WantedPrice } from './wanted-price';

const AT = new Date('2026-11-30T09:00:00Z');

function offersNamed(name: string): PlanOffer[] {
  const offer: PlanOffer = {
    tierId: 'tir_1',
    name,
    quotaPerMonth: 1000,
    quotaMonths: 'calendar_month',
    sentences: [name],
    trialDays: null,
    prices: [
      { id: 'prc_1', amount: 900, currency: 'eur', interval: 'month' },
      { id: 'prc_2', amount: 9000, currency: 'eur', interval: 'year' },
    ],
    overage: { amount: 2, units: 1 },
    isCurrent: true,
  };
  const other = { ...offer, tierId: 'tir_2', isCurrent: false, prices: [{ ...offer.prices[0], id: 'prc_3' }], overage: null };
  return [offer, other as PlanOffer];
}

/** Pages about plans, bought or to be bought, on which everything bears the given name. */
export function planPages(name: string, language: Language = 'en'): [string, ReactElement][] {
  const [account, frame, offers] = [accountOf(name, language), plainFrame(language, name), offersNamed(name)];
  const [paid, agreed] = plansNamed(name) as [HeldPlan, HeldPlan];
  const wanted: WantedPrice = {
    ...(paid.price as NonNullable<HeldPlan['price']>),
    id: 'prc_9',
    trialDays: null,
    overage: { quota: 1000, unitAmount: '0.5', since: AT },
  };
  const confirming = { account, wanted, next: AT, seal: 'seal' };
  const buying = {
    frame,
    gptName: name,
    workspaceName: name,
    email: name,
    offers,
    action: '/p',
    accountHref: '/a',
    formToken: 't',
  };
  return [
    ['plans', <PlansPage {...buying} currentName={name} later sandbox notice="unavailable" />],
    [
      'plans of a GPT that has nothing free',
      <PlansPage {...buying} currentName={null} later={false} sandbox={false} notice={null} />,
    ],
    ['payment that is being confirmed', <ConfirmingPage frame={frame} href="/p" />],
    ['plans to change to', <ChangePlanPage account={account} plan={agreed} offers={offers} isGone />],
    [
      'change at once',
      <ConfirmChangePage {...confirming} quote={{ plan: paid, wanted, time: 'now', trial: 'as_it_is', at: 1, due: 2100 }} />,
    ],
    [
      'change that ends a trial',
      <ConfirmChangePage
        {...confirming}
        quote={{ plan: { ...paid, status: 'trialing' }, wanted, time: 'now', trial: 'now', at: 1, due: 2100 }}
      />,
    ],
    [
      'change later',
      <ConfirmChangePage
        {...confirming}
        quote={{ plan: agreed, wanted, time: 'period_end', trial: 'as_it_is', at: 1, due: 0 }}
      />,
    ],
    ['end of a plan', <CancelPlanPage account={account} plan={{ ...agreed, metered: true }} freeName={name} />],
    ['declined card', <DeclinedPage account={account} plan={paid} priceId="prc_9" />],
  ];
}
