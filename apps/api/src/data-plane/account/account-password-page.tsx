import { chooseMethodTexts } from '../../edge/hosted-pages/choose-method.texts';
import { PageShell } from '../../edge/hosted-pages/page-shell';
import { passwordTexts } from '../../edge/hosted-pages/password.texts';
import { NewPasswordField } from '../sign-in/password/new-password-field';
import type { Account } from './account-door.service';
import { accountWaysTexts } from './account-ways.texts';
import { gptAccessTexts } from './gpt-access.texts';

/** Where a person chooses a password in their account. `error`: what is wrong with the one that they chose. */
export function AccountPasswordPage({ account, error }: { readonly account: Account; readonly error: string | null }) {
  const { frame, tenant, subscriber, paths, formToken } = account;
  const { language } = frame;
  const texts = accountWaysTexts[language];
  const heading = passwordTexts[language].newPasswordHeading;
  return (
    <PageShell frame={frame} title={heading}>
      <h1>{heading}</h1>
      <p className="soft">{texts.passwordExplained(tenant.name)}</p>
      <form method="post" action={paths.password} noValidate>
        <input type="hidden" name="csrf" value={formToken} />
        <label htmlFor="username">{chooseMethodTexts[language].emailAddress}</label>
        {/* For password managers: the account to which the new password belongs. */}
        <input id="username" name="username" type="email" autoComplete="username" readOnly defaultValue={subscriber.email} />
        <NewPasswordField language={language} error={error} />
        <button className="button" type="submit">
          {texts.savePassword}
        </button>
      </form>
      <a className="button plain" href={paths.home}>
        {gptAccessTexts[language].back}
      </a>
    </PageShell>
  );
}
