import { Emphasis } from '../../edge/hosted-pages/emphasis';
import { consentTexts } from '../../edge/hosted-pages/consent.texts';
import type { PageFrame } from '../../edge/hosted-pages/page-frame';
import { PageShell } from '../../edge/hosted-pages/page-shell';
import { paywallTexts } from './paywall.texts';
import type { PlanOffer } from './plan-offers';
import { PLANS_STYLES } from './plans-styles';
import { TierChoice } from './tier-choice';

export type PlansNotice = 'notPaid' | 'changed' | 'unavailable';

export interface PlansPageProps {
  readonly frame: PageFrame;
  readonly gptName: string;
  readonly workspaceName: string;
  readonly email: string;
  readonly offers: readonly PlanOffer[];
  /** The tier on which the person is served now; null: on none. */
  readonly currentName: string | null;
  readonly action: string;
  /** Where plans are changed and cancelled later. */
  readonly accountHref: string;
  readonly formToken: string;
  /** Whether the person may go on without choosing. */
  readonly later: boolean;
  readonly sandbox: boolean;
  readonly notice: PlansNotice | null;
}

/** Tiers side by side, by the month or by the year. */
export function PlansPage(props: PlansPageProps) {
  const { frame, gptName, workspaceName, email, offers, currentName, action, accountHref, formToken, later, sandbox, notice } =
    props;
  const texts = paywallTexts[frame.language];
  return (
    <PageShell frame={frame} title={texts.heading(gptName)} styles={PLANS_STYLES}>
      <h1>{texts.heading(gptName)}</h1>
      <p className="soft">{currentName === null ? texts.paidOnly(gptName) : texts.onPlan(currentName)}</p>
      {notice === null ? null : (
        <p className={notice === 'notPaid' ? 'notice' : 'notice bad'} role="status">
          {texts[notice]}
        </p>
      )}
      <form method="post" action={action} className="plans">
        <input type="hidden" name="csrf" value={formToken} />
        <TierChoice offers={offers} language={frame.language} />
        {later ? (
          <button className="button plain" type="submit" name="decision" value="later">
            {texts.later}
          </button>
        ) : null}
      </form>
      <p className="small soft">
        {sandbox ? <span className="sandbox">{texts.sandbox}</span> : null} {texts.paidTo(workspaceName)}{' '}
        <a href={accountHref}>{texts.account}</a>
      </p>
      <p className="small soft">
        <Emphasis name={email} within={consentTexts[frame.language].signedInAs} />
      </p>
    </PageShell>
  );
}
