import type { ReactElement, ReactNode } from 'react';
import { PageShell } from '../hosted-pages/page-shell';
import { EmailForm, type EmailFormProps } from './email-form';

/** Somebody elsewhere who says who the person is, after a redirect there and back. */
export interface RedirectingProvider {
  readonly id: string;
  /** What stands on the button: "Continue with Google". */
  readonly label: string;
  readonly href: string;
  readonly mark: ReactElement;
  /** What to say below it where a local account chooser stands in for it; null for the real one. */
  readonly sandbox: string | null;
}

/** The ways of one GPT, in the order in which they stand on the page. What is switched off is null, or not in the list. */
export interface Ways {
  readonly providers: readonly RedirectingProvider[];
  readonly passkey: ReactNode;
  /** Something in the mail: a code, a link, or both. */
  readonly email: Omit<EmailFormProps, 'formToken'> | null;
  /** A form where it is the only way that begins with an address, else a link to its own page. */
  readonly password: ReactNode;
}

export interface ChooseMethodPageProps {
  readonly gptName: string;
  readonly workspaceName: string;
  readonly ways: Ways;
  readonly formToken: string;
  /** Something to say first: why a former attempt came to nothing. */
  readonly notice: string | null;
}

/** Where a person says who they are. */
export function ChooseMethodPage({ gptName, workspaceName, ways, formToken, notice }: ChooseMethodPageProps) {
  const { providers, passkey, email, password } = ways;
  const first = providers.length > 0 || passkey !== null;
  const second = email !== null || password !== null;
  return (
    <PageShell title={`Sign in to ${gptName}`} name={gptName}>
      <h1>Sign in to {gptName}</h1>
      <p className="soft">{workspaceName} asks you to sign in before this GPT can work for you.</p>
      {notice === null ? null : (
        <p className="notice bad" role="alert">
          {notice}
        </p>
      )}
      {providers.map((provider) => (
        <ProviderLink key={provider.id} {...provider} />
      ))}
      {passkey}
      {first && second ? <div className="or">or</div> : null}
      {email === null ? null : <EmailForm {...email} formToken={formToken} />}
      {password}
      {first || second ? null : <p className="notice">No way of signing in is switched on for this GPT at the moment.</p>}
    </PageShell>
  );
}

function ProviderLink({ label, href, mark, sandbox }: RedirectingProvider) {
  return (
    <>
      <a className="button plain" href={href}>
        {mark}
        {label}
      </a>
      {sandbox === null ? null : (
        <p className="small soft">
          <span className="sandbox">Sandbox</span> {sandbox}
        </p>
      )}
    </>
  );
}
