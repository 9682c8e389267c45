import type { LoginMethod } from '@gatehouse/core';
import type { ReactElement } from 'react';
import type { RedirectingProvider, Ways } from './choose-method-page';
import { chooseMethodTexts } from './choose-method.texts';
import type { Language } from './language';
import { PasskeyLink } from './passkey-link';
import { PasswordForm, type PasswordFormProps, UsePasswordLink } from './password-form';

export interface WaysFacts {
  readonly loginMethods: readonly LoginMethod[];
  readonly providers: readonly RedirectingProvider[];
  readonly paths: { readonly email: string; readonly passkey: string } & PasswordFormProps['paths'];
  readonly formToken: string;
  readonly language: Language;
  /** An address that was not accepted, and why. */
  readonly typed: { readonly email: string; readonly error: string | null };
  /** Whom the client expects. */
  readonly loginHint: string;
}

/** The ways of signing in that a GPT offers, for the page that people see and for its preview. */
export function waysOf({ loginMethods, providers, typed, ...form }: WaysFacts): Ways {
  const offered = (method: LoginMethod): boolean => loginMethods.includes(method);
  const submit = mailOffer(form.language, offered('email_code'), offered('email_link'));
  return {
    providers,
    passkey: offered('passkey') ? (
      <PasskeyLink href={form.paths.passkey} label={chooseMethodTexts[form.language].usePasskey} />
    ) : null,
    email: submit === null ? null : { action: form.paths.email, submit, value: typed.email, error: typed.error },
    password: offered('password') ? passwordWay(form, submit === null) : null,
  };
}

/** What stands on the button that asks for a mail; null where none is offered. */
function mailOffer(language: Language, code: boolean, link: boolean): string | null {
  const texts = chooseMethodTexts[language];
  if (code && link) return texts.emailMeBoth;
  if (link) return texts.emailMeALink;
  return code ? texts.emailMeACode : null;
}

/** The form itself where nothing else asks for an address; two fields for one address would be one too many. */
function passwordWay(
  { paths, formToken, language, loginHint }: Pick<WaysFacts, 'paths' | 'formToken' | 'language' | 'loginHint'>,
  alone: boolean,
): ReactElement {
  if (!alone) return <UsePasswordLink href={paths.password} language={language} />;
  return <PasswordForm paths={paths} formToken={formToken} language={language} email={loginHint} error={null} />;
}
