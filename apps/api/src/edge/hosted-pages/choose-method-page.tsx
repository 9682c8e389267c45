import type { ReactElement, ReactNode } from 'react';
import { chooseMethodTexts } from './choose-method.texts';
import { EmailForm, type EmailFormProps } from './email-form';
import type { Language } from './language';
import type { PageFrame } from './page-frame';
import { PageShell } from './page-shell';

/** Somebody elsewhere who says who the person is, after a redirect there and back. */
export interface RedirectingProvider {
  readonly id: string;
  /** What stands on the button: "Continue with Google". */
  readonly label: string;
  readonly href: string;
  readonly mark: ReactElement;
  /** Its name where a local account chooser stands in for it, which the page then says; null for the real one. */
  readonly standInFor: string | null;
}

/** The ways of one GPT, in the order in which they stand on the page. What is switched off is null, or not in the list. */
export interface Ways {
  readonly providers: readonly RedirectingProvider[];
  readonly passkey: ReactNode;
  /** Something in the mail: a code, a link, or both. */
  readonly email: Omit<EmailFormProps, 'formToken' | 'language'> | null;
  /** A form where it is the only way that begins with an address, else a link to its own page. */
  readonly password: ReactNode;
}

export interface ChooseMethodPageProps {
  readonly frame: PageFrame;
  readonly gptName: string;
  readonly workspaceName: string;
  /** What stands below the heading when no GPT waits for the person. */
  readonly intro?: string;
  readonly ways: Ways;
  readonly formToken: string;
  /** Something to say first: why a former attempt came to nothing. */
  readonly notice: string | null;
}

/** Where a person says who they are. */
export function ChooseMethodPage({ frame, gptName, workspaceName, intro, ways, formToken, notice }: ChooseMethodPageProps) {
  const { providers, passkey, email, password } = ways;
  const { language } = frame;
  const texts = chooseMethodTexts[language];
  const first = providers.length > 0 || passkey !== null;
  const second = email !== null || password !== null;
  return (
    <PageShell frame={frame} title={texts.heading(gptName)}>
      <h1>{frame.brand.heading ?? texts.heading(gptName)}</h1>
      <p className="soft">{frame.brand.intro ?? intro ?? texts.intro(workspaceName)}</p>
      {notice === null ? null : (
        <p className="notice bad" role="alert">
          {notice}
        </p>
      )}
      {providers.map((provider) => (
        <ProviderLink key={provider.id} {...provider} />
      ))}
      <StandInNote providers={providers} language={language} />
      {passkey}
      {first && second ? <div className="or">{texts.or}</div> : null}
      {email === null ? null : <EmailForm {...email} formToken={formToken} language={language} />}
      {password}
      {first || second ? null : <p className="notice">{texts.nothingOffered}</p>}
    </PageShell>
  );
}

function ProviderLink({ label, href, mark }: RedirectingProvider) {
  return (
    <a className="button plain" href={href}>
      {mark}
      {label}
    </a>
  );
}

/** Said once, for all that a local account chooser stands in for. */
function StandInNote({
  providers,
  language,
}: {
  readonly providers: readonly RedirectingProvider[];
  readonly language: Language;
}) {
  const names = providers.flatMap(({ standInFor }) => (standInFor === null ? [] : [standInFor]));
  if (names.length === 0) return null;
  const texts = chooseMethodTexts[language];
  return (
    <p className="small soft">
      <span className="sandbox">{texts.sandbox}</span> {texts.standsIn(new Intl.ListFormat(language).format(names))}
    </p>
  );
}
