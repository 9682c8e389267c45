import { consentTexts } from './consent.texts';
import { Emphasis } from './emphasis';
import type { PageFrame } from './page-frame';
import { PageShell } from './page-shell';

export interface ConsentPageProps {
  readonly frame: PageFrame;
  readonly gptName: string;
  readonly workspaceName: string;
  readonly email: string;
  /** What the GPT will be able to do, each a sentence. */
  readonly sentences: readonly string[];
  /** The host to which the person returns. */
  readonly returnsTo: string;
  readonly action: string;
  readonly switchAction: string;
  readonly formToken: string;
  /** Ties the answer to the person whom the page names. */
  readonly personToken: string;
  /** The sentence beside the box about news, which is never ticked beforehand; null where nobody is asked. */
  readonly news: string | null;
}

/** Where a person allows the GPT to act for them, or does not. */
export function ConsentPage(props: ConsentPageProps) {
  const { frame, gptName, workspaceName, email, sentences, returnsTo, action, switchAction, formToken, personToken, news } =
    props;
  const texts = consentTexts[frame.language];
  return (
    <PageShell frame={frame} title={texts.title(gptName)}>
      <h1>{texts.heading(gptName)}</h1>
      <p className="soft">{texts.intro(workspaceName)}</p>
      <ul className="scopes">
        {sentences.map((sentence, index) => (
          <li key={index}>{sentence}</li>
        ))}
      </ul>
      <form method="post" action={switchAction}>
        <input type="hidden" name="csrf" value={formToken} />
        <div className="who">
          <span>
            <Emphasis name={email} within={texts.signedInAs} />
          </span>
          <span>
            {texts.notYou}{' '}
            <button className="link" type="submit">
              {texts.useAnother}
            </button>
          </span>
        </div>
      </form>
      <form method="post" action={action}>
        <input type="hidden" name="csrf" value={formToken} />
        <input type="hidden" name="person" value={personToken} />
        {news === null ? null : (
          <label className="check" htmlFor="news">
            <input id="news" type="checkbox" name="news" value="yes" />
            <span>{news}</span>
          </label>
        )}
        <button className="button" type="submit" name="decision" value="allow">
          {texts.allow}
        </button>
        <button className="button plain" type="submit" name="decision" value="deny">
          {texts.deny}
        </button>
      </form>
      <p className="small soft">
        <Emphasis name={returnsTo} within={texts.returnsTo} />
      </p>
    </PageShell>
  );
}
