import type { HeldPlan } from '@gatehouse/platform';
import { PageShell } from '../../edge/hosted-pages/page-shell';
import type { Account } from '../account/account-door.service';
import { ACCOUNT_STYLES } from '../account/account-styles';
import { dayIn } from '../account/account-words';
import { planTexts } from '../account/plan.texts';
import { cancelPlanTexts } from './cancel-plan.texts';

export interface CancelPlanPageProps {
  readonly account: Account;
  readonly plan: HeldPlan;
  /** The tier on which they stand afterwards; null where nothing is free. */
  readonly freeName: string | null;
}

/** What cancelling means, before it is done. */
export function CancelPlanPage({ account, plan, freeName }: CancelPlanPageProps) {
  const { frame, paths, formToken } = account;
  const texts = cancelPlanTexts[frame.language];
  const { periodEndsAt, metered, next, gptName, tierName } = plan;
  return (
    <PageShell frame={frame} title={texts.heading(gptName)} styles={ACCOUNT_STYLES}>
      <h1>{texts.heading(gptName)}</h1>
      <ul className="effects">
        {periodEndsAt === null ? null : <li>{texts.until(tierName, dayIn(frame.language, periodEndsAt))}</li>}
        <li>{freeName === null ? texts.nothingAfter(gptName) : texts.freeAfter(freeName)}</li>
        {metered ? <li>{texts.metered}</li> : null}
        {next === null ? null : <li>{texts.noChange(next.tierName)}</li>}
        <li>{texts.resume}</li>
      </ul>
      <form method="post" action={paths.plan(plan.gptId).cancel}>
        <input type="hidden" name="csrf" value={formToken} />
        <button className="button danger" type="submit">
          {planTexts[frame.language].cancel}
        </button>
      </form>
      <a className="button plain" href={paths.home}>
        {texts.back}
      </a>
    </PageShell>
  );
}
