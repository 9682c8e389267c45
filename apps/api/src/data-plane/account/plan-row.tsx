import { canCancelPlan, canChangePlan, canResumePlan, planState } from '@gatehouse/core';
import type { HeldPlan } from '@gatehouse/platform';
import type { Account } from './account-door.service';
import { Act } from './act';
import { giftIn, nextIn, priceIn, stateIn } from './plan-words';
import { planTexts } from './plan.texts';

interface PlanProps {
  readonly account: Account;
  readonly plan: HeldPlan;
  readonly now: Date;
}

/** What somebody pays for, how it goes on, and what they may do about it. */
export function PlanRow({ account, plan, now }: PlanProps) {
  const { language } = account.frame;
  const state = planState(plan, now);
  const isGift = state.kind === 'comped';
  const next = isGift ? null : nextIn(language, plan);
  const gift = isGift ? null : giftIn(language, plan, { creator: account.tenant.name, now });
  const price = plan.price === null ? [] : [priceIn(language, plan.price)];
  // What follows says how it goes on; "renews" would say that the present one does.
  const isReplaced = state.kind === 'renews' && next !== null;
  const isUrgent = state.kind === 'overdue' || state.kind === 'unpaid';
  return (
    <li className="row">
      <div>
        <strong>{plan.gptName}</strong>
        <p className="small">{isGift ? plan.compTierName : [plan.tierName, ...price].join(' · ')}</p>
        {isReplaced ? null : (
          <p className={isUrgent ? 'small overdue' : 'small soft'}>
            {stateIn(language, state, { creator: account.tenant.name, pays: plan.reachable }).join(' ')}
          </p>
        )}
        {gift === null ? null : <p className="small soft">{gift}</p>}
        {next === null ? null : <p className="small soft">{next}</p>}
        {plan.reachable || isGift ? null : <p className="small soft">{planTexts[language].elsewhere(account.tenant.name)}</p>}
      </div>
      {plan.reachable && !isGift ? <PlanTools account={account} plan={plan} now={now} /> : null}
    </li>
  );
}

function PlanTools({ account, plan, now }: PlanProps) {
  const { frame, paths } = account;
  const texts = planTexts[frame.language];
  const of = paths.plan(plan.gptId);
  const spoken = (label: string): string => `${label}: ${plan.gptName}`;
  return (
    <div className="tools">
      {canChangePlan({ status: plan.status, ends: plan.endsAt !== null }) && plan.price !== null ? (
        <a className="button plain" href={of.change} aria-label={spoken(texts.change)}>
          {texts.change}
        </a>
      ) : null}
      {plan.next === null ? null : <Act account={account} action={of.keep} label={texts.keep} spoken={spoken(texts.keep)} />}
      <Act account={account} action={of.payment} label={texts.payment} spoken={spoken(texts.payment)} />
      {canResumePlan(plan, now) ? (
        <Act account={account} action={of.resume} label={texts.resume} spoken={spoken(texts.resume)} />
      ) : null}
      {canCancelPlan(plan) ? (
        <a className="danger-link" href={of.cancel} aria-label={spoken(texts.cancel)}>
          {texts.cancel}
        </a>
      ) : null}
    </div>
  );
}
