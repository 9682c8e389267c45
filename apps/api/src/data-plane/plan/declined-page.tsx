import type { HeldPlan } from '@gatehouse/platform';
import { PageShell } from '../../edge/hosted-pages/page-shell';
import type { Account } from '../account/account-door.service';
import { planTexts } from '../account/plan.texts';
import { planTroubleTexts } from './plan-trouble.texts';

export interface DeclinedPageProps {
  readonly account: Account;
  readonly plan: HeldPlan;
  /** To which they wanted to change. */
  readonly priceId: string;
}

/** A card was declined: everything is as it was, and this is the way on. */
export function DeclinedPage({ account, plan, priceId }: DeclinedPageProps) {
  const { frame, paths, formToken } = account;
  const texts = planTroubleTexts[frame.language].declined;
  const of = paths.plan(plan.gptId);
  return (
    <PageShell frame={frame} title={texts.heading}>
      <h1>{texts.heading}</h1>
      <p className="notice bad" role="status">
        {texts.kept(plan.tierName)}
      </p>
      <p className="soft">{texts.advice}</p>
      <form method="post" action={of.payment}>
        <input type="hidden" name="csrf" value={formToken} />
        <button className="button" type="submit">
          {planTexts[frame.language].payment}
        </button>
      </form>
      <a className="button plain" href={of.priced(priceId)}>
        {texts.again}
      </a>
    </PageShell>
  );
}
