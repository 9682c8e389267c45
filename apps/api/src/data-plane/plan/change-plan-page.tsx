import type { HeldPlan } from '@gatehouse/platform';
import { PageShell } from '../../edge/hosted-pages/page-shell';
import type { Account } from '../account/account-door.service';
import { dayIn } from '../account/account-words';
import { nextIn, priceIn } from '../account/plan-words';
import { paywallTexts } from '../paywall/paywall.texts';
import type { PlanOffer } from '../paywall/plan-offers';
import { TierChoice } from '../paywall/tier-choice';
import { PLANS_STYLES } from '../paywall/plans-styles';
import { changePlanTexts } from './change-plan.texts';

export interface ChangePlanPageProps {
  readonly account: Account;
  readonly plan: HeldPlan;
  readonly offers: readonly PlanOffer[];
  /** Whether what they chose is not on sale. */
  readonly isGone: boolean;
}

/** Tiers side by side, for somebody who has one of them. */
export function ChangePlanPage({ account, plan, offers, isGone }: ChangePlanPageProps) {
  const { frame, paths } = account;
  const { language } = frame;
  const texts = changePlanTexts[language];
  const { price, periodEndsAt, status, gptName, tierName } = plan;
  const isAlone = offers.every((offer) => offer.prices.every(({ id }) => id === price?.id));
  const next = nextIn(language, plan);
  return (
    <PageShell frame={frame} title={texts.heading(gptName)} styles={PLANS_STYLES}>
      <h1>{texts.heading(gptName)}</h1>
      <p className="soft">
        {paywallTexts[language].onPlan(tierName)} {price === null ? null : priceIn(language, price)}
      </p>
      {isGone ? (
        <p className="notice bad" role="status">
          {paywallTexts[language].changed}
        </p>
      ) : null}
      {next === null ? null : <p className="notice">{next}</p>}
      {isAlone ? <p>{texts.alone}</p> : null}
      <form method="get" action={paths.plan(plan.gptId).confirm} className="plans">
        {/* A browser sends its fields in place of what the action asks for. */}
        {paths.uiLocales === null ? null : <input type="hidden" name="ui_locales" value={paths.uiLocales} />}
        <TierChoice offers={offers} language={language} own={price} />
      </form>
      {isAlone || periodEndsAt === null ? null : (
        <p className="small soft">{status === 'trialing' ? texts.inTrial : texts.when(dayIn(language, periodEndsAt))}</p>
      )}
      <p>
        <a href={paths.home}>{texts.back}</a>
      </p>
    </PageShell>
  );
}
