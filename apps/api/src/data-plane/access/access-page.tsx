import type { AccessRefusal } from '@gatehouse/core';
import { consentTexts } from '../../edge/hosted-pages/consent.texts';
import { Emphasis } from '../../edge/hosted-pages/emphasis';
import type { PageFrame } from '../../edge/hosted-pages/page-frame';
import { PageShell } from '../../edge/hosted-pages/page-shell';
import { accessRequestTexts } from './access-request.texts';
import { admissionTexts } from './admission.texts';

export interface AccessPageProps {
  readonly frame: PageFrame;
  readonly why: AccessRefusal;
  readonly gptName: string;
  readonly workspaceName: string;
  readonly email: string;
  readonly askAction: string;
  readonly againHref: string;
  readonly switchAction: string;
  readonly formToken: string;
  /** Ties the request to the person whom the page names. */
  readonly personToken: string;
}

/** For a person who has signed in and may not go on: why, and what they can do about it. Often the other account is the answer. */
export function AccessPage(props: AccessPageProps) {
  const { frame, why, gptName, workspaceName, email, formToken, personToken } = props;
  const texts = accessRequestTexts[frame.language];
  const refusal = { ...admissionTexts[frame.language], ...texts.refusals }[why];
  const who = consentTexts[frame.language];
  const heading = refusal.heading(gptName);
  return (
    <PageShell frame={frame} title={heading}>
      <h1>{heading}</h1>
      {refusal.paragraphs(workspaceName).map((paragraph) => (
        <p key={paragraph} className="soft">
          {paragraph}
        </p>
      ))}
      <form method="post" action={props.switchAction}>
        <input type="hidden" name="csrf" value={formToken} />
        <div className="who">
          <span>
            <Emphasis name={email} within={who.signedInAs} />
          </span>
          <span>
            {who.notYou}{' '}
            <button className="link" type="submit">
              {who.useAnother}
            </button>
          </span>
        </div>
      </form>
      {why === 'must_ask' ? (
        <form method="post" action={props.askAction}>
          <input type="hidden" name="csrf" value={formToken} />
          <input type="hidden" name="person" value={personToken} />
          <button className="button" type="submit">
            {texts.ask}
          </button>
        </form>
      ) : null}
      {why === 'waiting' ? (
        <a className="button plain" href={props.againHref}>
          {texts.lookAgain}
        </a>
      ) : null}
    </PageShell>
  );
}
