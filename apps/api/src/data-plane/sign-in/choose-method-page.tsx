import { PageShell } from '../hosted-pages/page-shell';
import { GoogleMark } from './google-mark';

export interface ChooseMethodPageProps {
  readonly gptName: string;
  readonly workspaceName: string;
  /** Null where the GPT does not offer Google, or the service has none. */
  readonly google: { readonly href: string; readonly sandbox: boolean } | null;
  /** Null where the GPT does not offer emailed codes. */
  readonly email: { readonly action: string; readonly value: string; readonly error: string | null } | null;
  readonly formToken: string;
  /** Something to say first: why a former attempt came to nothing. */
  readonly notice: string | null;
}

/** Where a person says who they are. */
export function ChooseMethodPage(props: ChooseMethodPageProps) {
  const { gptName, workspaceName, google, email, notice } = props;
  return (
    <PageShell title={`Sign in to ${gptName}`} name={gptName}>
      <h1>Sign in to {gptName}</h1>
      <p className="soft">{workspaceName} asks you to sign in before this GPT can work for you.</p>
      {notice === null ? null : (
        <p className="notice bad" role="alert">
          {notice}
        </p>
      )}
      {google === null ? null : (
        <>
          <a className="button plain" href={google.href}>
            <GoogleMark />
            Continue with Google
          </a>
          {google.sandbox ? (
            <p className="small soft">
              <span className="sandbox">Sandbox</span> A local account chooser stands in for Google.
            </p>
          ) : null}
        </>
      )}
      {google !== null && email !== null ? <div className="or">or</div> : null}
      {email === null ? null : <EmailForm {...email} formToken={props.formToken} />}
      {google === null && email === null ? (
        <p className="notice">No way of signing in is switched on for this GPT at the moment.</p>
      ) : null}
    </PageShell>
  );
}

function EmailForm({
  action,
  value,
  error,
  formToken,
}: NonNullable<ChooseMethodPageProps['email']> & { readonly formToken: string }) {
  return (
    <form method="post" action={action} noValidate>
      <input type="hidden" name="csrf" value={formToken} />
      <label htmlFor="email">Email address</label>
      <input
        id="email"
        name="email"
        type="email"
        autoComplete="email"
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
        required
        maxLength={254}
        defaultValue={value}
        {...(error === null ? {} : { 'aria-invalid': true, 'aria-describedby': 'email-error', autoFocus: true })}
      />
      {error === null ? null : (
        <p id="email-error" className="error" role="alert">
          {error}
        </p>
      )}
      <button className="button" type="submit">
        Email me a code
      </button>
    </form>
  );
}
