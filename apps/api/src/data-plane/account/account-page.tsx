import type { ReactNode } from 'react';
import { marketingWording } from '../../edge/hosted-pages/marketing.texts';
import { PageShell } from '../../edge/hosted-pages/page-shell';
import type { Account } from './account-door.service';
import { Act } from './act';
import { type AccountNotice, accountNoticeTexts } from './account-notice.texts';
import { accountPageTexts } from './account-page.texts';
import type { AccountOverview, GptAccess } from './account-reader.service';
import { ACCOUNT_STYLES } from './account-styles';
import { accountWaysTexts } from './account-ways.texts';
import { dayIn, wayIn } from './account-words';
import { deviceName } from './device-name';
import { PlanRow } from './plan-row';
import { planTexts } from './plan.texts';
import { Use } from './use';
import { Ways } from './ways';

export interface AccountPageProps {
  readonly account: Account;
  readonly overview: AccountOverview;
  /** What was just done. */
  readonly notice: AccountNotice | null;
}

/** All that a subscriber sees and steers in a workspace, on one page. */
export function AccountPage({ account, overview, notice }: AccountPageProps) {
  const { frame, tenant } = account;
  const texts = accountPageTexts[frame.language];
  return (
    <PageShell frame={frame} title={texts.title(tenant.name)} styles={ACCOUNT_STYLES}>
      <h1>{texts.title(tenant.name)}</h1>
      {notice === null ? null : (
        <p className="notice" role="status">
          {accountNoticeTexts[frame.language][notice]}
        </p>
      )}
      <Person account={account} />
      {overview.plans.length === 0 ? null : (
        <Section title={planTexts[frame.language].heading}>
          <ul className="rows">
            {overview.plans.map((plan) => (
              <PlanRow key={plan.id} account={account} plan={plan} now={overview.now} />
            ))}
          </ul>
        </Section>
      )}
      <Section title={texts.gpts}>
        {overview.gpts.length === 0 ? <p className="soft">{texts.noGpts}</p> : null}
        <ul className="rows">
          {overview.gpts.map((access) => (
            <Gpt key={access.gptId} account={account} access={access} />
          ))}
        </ul>
      </Section>
      <Section title={accountWaysTexts[frame.language].heading}>
        <Ways account={account} ways={overview.ways} />
      </Section>
      <Devices account={account} overview={overview} />
      <News account={account} overview={overview} />
      <Section title={texts.data}>
        <p className="soft">{texts.exportExplained}</p>
        <div className="tools">
          <Act account={account} action={account.paths.export} label={texts.export} />
          <a className="danger-link" href={account.paths.erase}>
            {texts.erase}
          </a>
        </div>
      </Section>
    </PageShell>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Person({ account }: { readonly account: Account }) {
  const { subscriber, frame, paths } = account;
  const texts = accountPageTexts[frame.language];
  return (
    <div className="row">
      <div>
        <strong>{subscriber.name ?? subscriber.email}</strong>
        {subscriber.name === null ? null : <p>{subscriber.email}</p>}
        <p className="small soft">{texts.since(dayIn(frame.language, subscriber.firstSeenAt))}</p>
      </div>
      <Act account={account} action={paths.signOut} label={texts.signOut} />
    </div>
  );
}

function Gpt({ account, access }: { readonly account: Account; readonly access: GptAccess }) {
  const { language } = account.frame;
  const texts = accountPageTexts[language];
  const plan = planTexts[language];
  return (
    <li className="row">
      <div>
        <strong>{access.gptName}</strong>
        <p className="small soft">{access.planName === null ? plan.none : texts.plan(access.planName)}</p>
        <Use language={language} access={access} />
      </div>
      {access.plan === null && access.sells ? (
        <a className="button plain" href={account.paths.plan(access.gptId).change} aria-label={`${plan.see}: ${access.gptName}`}>
          {plan.see}
        </a>
      ) : null}
      <a className="button plain" href={account.paths.gpt(access.gptId)}>
        {texts.details}
      </a>
    </li>
  );
}

function Devices({ account, overview }: { readonly account: Account; readonly overview: AccountOverview }) {
  const { frame, paths, sessionId } = account;
  const texts = accountPageTexts[frame.language];
  const { sessions } = overview;
  return (
    <Section title={texts.devices}>
      <ul className="rows">
        {sessions.map((session) => (
          <li key={session.id} className="row">
            <div>
              <strong>{deviceName(session.userAgent) ?? texts.unknownDevice}</strong>
              {session.id === sessionId ? <span className="tag">{texts.thisDevice}</span> : null}
              <p className="small soft">
                {wayIn(frame.language, session.method)} · {texts.lastSeen(dayIn(frame.language, session.lastSeenAt))}
              </p>
            </div>
            {session.id === sessionId ? null : (
              <Act account={account} action={paths.endSession(session.id)} label={texts.signOutDevice} />
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 ? (
        <div className="tools">
          <Act account={account} action={paths.endOtherSessions} label={texts.signOutOthers} />
        </div>
      ) : null}
    </Section>
  );
}

function News({ account, overview: { consent } }: { readonly account: Account; readonly overview: AccountOverview }) {
  const { frame, tenant, paths, formToken } = account;
  const texts = accountPageTexts[frame.language];
  return (
    <Section title={texts.news}>
      {consent === null ? (
        <p>{marketingWording[frame.language](tenant.name)}</p>
      ) : (
        <>
          <p className="soft">{texts.agreedOn(dayIn(frame.language, consent.givenAt))}</p>
          <p lang={consent.language}>{consent.wording}</p>
        </>
      )}
      <form className="tools" method="post" action={paths.news}>
        <input type="hidden" name="csrf" value={formToken} />
        <button className="button plain" type="submit" name="news" value={consent === null ? 'agree' : 'withdraw'}>
          {consent === null ? texts.agree : texts.withdraw}
        </button>
      </form>
    </Section>
  );
}
