import { moneyText, readableOverage } from '@gatehouse/core';
import { PageShell } from '../../edge/hosted-pages/page-shell';
import type { Account } from '../account/account-door.service';
import { ACCOUNT_STYLES } from '../account/account-styles';
import { dayIn, numberIn } from '../account/account-words';
import { priceIn } from '../account/plan-words';
import { paywallTexts } from '../paywall/paywall.texts';
import { overageIn } from '../paywall/tier-choice';
import { type ChangePlanTexts, changePlanTexts } from './change-plan.texts';
import type { PlanQuote } from './plan-quotes.service';
import type { WantedPrice } from './wanted-price';

export interface ConfirmChangePageProps {
  readonly account: Account;
  readonly quote: PlanQuote;
  readonly wanted: WantedPrice;
  /** When the new price is charged next, or first. */
  readonly next: Date | null;
  readonly seal: string;
}

/** What a change costs and when it begins, before it is made. */
export function ConfirmChangePage({ account, quote, wanted, next, seal }: ConfirmChangePageProps) {
  const { frame, paths, formToken } = account;
  const { language } = frame;
  const texts = changePlanTexts[language];
  const { plan, time, at, due } = quote;
  const day = next === null ? '' : dayIn(language, next);
  const title = texts.confirmHeading(plan.tierName, wanted.tierName);
  const dueNow = moneyText(due, wanted.currency, language);
  return (
    <PageShell frame={frame} title={title} styles={ACCOUNT_STYLES}>
      <h1>{title}</h1>
      <p className="soft">{plan.gptName}</p>
      <table>
        <tbody>
          {time === 'now' ? (
            <tr>
              <th scope="row">{texts.dueNow}</th>
              <td>
                <strong>{dueNow}</strong>
              </td>
            </tr>
          ) : null}
          <tr>
            <th scope="row">{texts.from(day)}</th>
            <td>{priceIn(language, wanted)}</td>
          </tr>
        </tbody>
      </table>
      <ul className="effects">
        {time === 'now' ? <li>{beginsIn(texts, quote)}</li> : null}
        {time === 'period_end' ? <li>{texts.atEnd(plan.tierName, wanted.tierName, day)}</li> : null}
        {plan.next === null ? null : <li>{texts.instead(plan.next.tierName)}</li>}
        {wanted.overage === null ? null : (
          <li>
            {paywallTexts[language].quota(numberIn(language, wanted.overage.quota))},{' '}
            {overageIn(language, readableOverage(wanted.overage.unitAmount), wanted.currency)}
          </li>
        )}
      </ul>
      <form method="post" action={paths.plan(plan.gptId).confirm}>
        <input type="hidden" name="csrf" value={formToken} />
        <input type="hidden" name="price" value={wanted.id} />
        <input type="hidden" name="at" value={at} />
        <input type="hidden" name="due" value={due} />
        <input type="hidden" name="quote" value={seal} />
        <button className="button" type="submit">
          {due > 0 ? texts.pay(dueNow) : texts.confirm}
        </button>
      </form>
      <a className="button plain" href={paths.plan(plan.gptId).change}>
        {texts.back}
      </a>
    </PageShell>
  );
}

function beginsIn(texts: ChangePlanTexts, { plan, wanted, trial }: PlanQuote): string {
  if (trial === 'now') return texts.trialEnds(wanted.tierName);
  return plan.status === 'trialing' ? texts.trialGoesOn(wanted.tierName) : texts.atOnce(wanted.tierName, plan.tierName);
}
