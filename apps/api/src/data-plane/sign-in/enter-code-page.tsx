import { PageShell } from '../hosted-pages/page-shell';

export interface EnterCodePageProps {
  readonly gptName: string;
  readonly email: string;
  readonly action: string;
  /** Where a new code is asked for, and another address is given. */
  readonly resendAction: string;
  readonly backHref: string;
  readonly formToken: string;
  readonly error: string | null;
}

/** Where a person enters the code that was mailed to them. */
export function EnterCodePage({ gptName, email, action, resendAction, backHref, formToken, error }: EnterCodePageProps) {
  return (
    <PageShell title={`Enter your code · ${gptName}`} name={gptName}>
      <h1>Check your email</h1>
      <p className="soft">
        We sent a code of six digits to <strong>{email}</strong>. It works for ten minutes, on this page only.
      </p>
      <form method="post" action={action} noValidate>
        <input type="hidden" name="csrf" value={formToken} />
        <label htmlFor="code">Code</label>
        <input
          id="code"
          name="code"
          className="code"
          type="text"
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus
          required
          maxLength={12}
          {...(error === null ? {} : { 'aria-invalid': true, 'aria-describedby': 'code-error' })}
        />
        {error === null ? null : (
          <p id="code-error" className="error" role="alert">
            {error}
          </p>
        )}
        <button className="button" type="submit">
          Continue
        </button>
      </form>
      <form method="post" action={resendAction}>
        <input type="hidden" name="csrf" value={formToken} />
        <input type="hidden" name="email" value={email} />
        <p className="small soft">
          No mail? Look among the junk, or{' '}
          <button className="link" type="submit">
            send a new code
          </button>
          . Wrong address? <a href={backHref}>Use another one</a>.
        </p>
      </form>
    </PageShell>
  );
}
