import { PageShell } from '../../edge/hosted-pages/page-shell';
import { PasskeyForm } from '../passkeys/passkey-form';
import { passkeyTexts } from '../passkeys/passkey.texts';
import type { Account } from './account-door.service';
import { gptAccessTexts } from './gpt-access.texts';

export interface AccountPasskeyPageProps {
  readonly account: Account;
  /** As JSON, from `Passkeys`. */
  readonly options: string;
  readonly error: string | null;
}

/** Where a person adds a passkey to their account. */
export function AccountPasskeyPage({ account, options, error }: AccountPasskeyPageProps) {
  const { frame, tenant, subscriber, paths, formToken } = account;
  const { language } = frame;
  const texts = passkeyTexts[language];
  return (
    <PageShell frame={frame} title={texts.addButton}>
      <h1>{texts.addButton}</h1>
      <p className="soft">{texts.addIntro(tenant.name, subscriber.email)}</p>
      <PasskeyForm ceremony="register" action={paths.addPasskey} {...{ options, formToken, language, error }} />
      <a className="button plain" href={paths.home}>
        {gptAccessTexts[language].back}
      </a>
    </PageShell>
  );
}
