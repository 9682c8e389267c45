import { PageShell } from '../../edge/hosted-pages/page-shell';
import type { Account } from './account-door.service';
import { accountPageTexts } from './account-page.texts';
import type { DayOfUse, GptAccess } from './account-reader.service';
import { ACCOUNT_STYLES } from './account-styles';
import { dayIn, numberIn } from './account-words';
import { gptAccessTexts } from './gpt-access.texts';
import { PlanRow } from './plan-row';
import { planTexts } from './plan.texts';
import { Use } from './use';

const MS_PER_DAY = 86_400_000;

export interface GptAccessPageProps {
  readonly account: Account;
  readonly access: GptAccess;
  readonly days: readonly DayOfUse[];
  readonly now: Date;
}

/** One GPT: what it may do, how much it was used, and the end of its access. */
export function GptAccessPage({ account, access, days, now }: GptAccessPageProps) {
  const { frame, paths, formToken } = account;
  const { language } = frame;
  const texts = gptAccessTexts[language];
  return (
    <PageShell frame={frame} title={access.gptName} styles={ACCOUNT_STYLES}>
      <h1>{access.gptName}</h1>
      <p className="small soft">
        {texts.since(dayIn(language, access.allowedAt))}{' '}
        {access.lastUsedAt === null ? texts.neverUsed : texts.lastUsed(dayIn(language, access.lastUsedAt))}
      </p>
      <p>{texts.mayDo}</p>
      <ul className="scopes">
        {access.sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <section>
        <h2>{access.planName === null ? planTexts[language].none : accountPageTexts[language].plan(access.planName)}</h2>
        <Use language={language} access={access} />
        {access.limit === null ? null : <p className="small soft">{texts.resets(dayIn(language, access.period.endsAt))}</p>}
        {access.plan === null ? null : (
          <ul className="rows">
            <PlanRow account={account} plan={access.plan} now={now} />
          </ul>
        )}
        {access.plan === null && access.sells ? (
          <div className="tools">
            <a className="button plain" href={paths.plan(access.gptId).change}>
              {planTexts[language].see}
            </a>
          </div>
        ) : null}
      </section>
      <section>
        <h2>{texts.byDay}</h2>
        <Days account={account} access={access} days={days} />
      </section>
      <section>
        <h2>{texts.endHeading}</h2>
        <p className="soft">{texts.endExplained(access.gptName)}</p>
        <form method="post" action={paths.endAccess(access.gptId)}>
          <input type="hidden" name="csrf" value={formToken} />
          <button className="button danger" type="submit">
            {texts.end}
          </button>
        </form>
      </section>
      <p>
        <a href={paths.home}>{texts.back}</a>
      </p>
    </PageShell>
  );
}

/** Bars for the eye, and the same figures as a table. */
function Days({ account, access: { period }, days }: Pick<GptAccessPageProps, 'account' | 'access' | 'days'>) {
  const { language } = account.frame;
  const texts = gptAccessTexts[language];
  if (days.length === 0) return <p className="soft">{texts.noCalls}</p>;
  const firstDay = Math.floor(period.startsAt.getTime() / MS_PER_DAY);
  const inMonth = Math.ceil(period.endsAt.getTime() / MS_PER_DAY) - firstDay;
  const most = Math.max(...days.map(({ calls }) => calls));
  return (
    <>
      <svg className="days" viewBox={`0 0 ${inMonth * 10} 100`} preserveAspectRatio="none" aria-hidden="true">
        <line x1="0" y1="99.5" x2={inMonth * 10} y2="99.5" />
        {days.map(({ day, calls }) => {
          const place = Date.parse(day) / MS_PER_DAY - firstDay;
          const height = Math.max(2, (calls / most) * 98);
          return <rect key={day} x={place * 10 + 1} y={99 - height} width="8" height={height} />;
        })}
      </svg>
      <details>
        <summary>
          {texts.day} · {texts.calls}
        </summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{texts.day}</th>
              <th scope="col">{texts.calls}</th>
            </tr>
          </thead>
          <tbody>
            {days.map(({ day, calls }) => (
              <tr key={day}>
                <td>{dayIn(language, new Date(day))}</td>
                <td>{numberIn(language, calls)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}
