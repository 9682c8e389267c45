import { PageShell } from '../hosted-pages/page-shell';

export interface ConsentPageProps {
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
}

/** Where a person allows the GPT to act for them, or does not. */
export function ConsentPage(props: ConsentPageProps) {
  const { gptName, workspaceName, email, sentences, returnsTo, action, switchAction, formToken, personToken } = props;
  return (
    <PageShell title={`Allow ${gptName}?`} name={gptName}>
      <h1>Allow {gptName} to act for you?</h1>
      <p className="soft">This GPT was made by {workspaceName}. If you allow it, it can:</p>
      <ul className="scopes">
        {sentences.map((sentence, index) => (
          <li key={index}>{sentence}</li>
        ))}
      </ul>
      <form method="post" action={switchAction}>
        <input type="hidden" name="csrf" value={formToken} />
        <div className="who">
          <span>
            Signed in as <strong>{email}</strong>
          </span>
          <span>
            Not you?{' '}
            <button className="link" type="submit">
              Use another account
            </button>
          </span>
        </div>
      </form>
      <form method="post" action={action}>
        <input type="hidden" name="csrf" value={formToken} />
        <input type="hidden" name="person" value={personToken} />
        <button className="button" type="submit" name="decision" value="allow">
          Allow
        </button>
        <button className="button plain" type="submit" name="decision" value="deny">
          Deny
        </button>
      </form>
      <p className="small soft">
        You will return to <strong>{returnsTo}</strong>.
      </p>
    </PageShell>
  );
}
