import { PageShell } from '../../edge/hosted-pages/page-shell';
import type { Account } from './account-door.service';
import { ACCOUNT_STYLES } from './account-styles';
import { eraseTexts } from './erase.texts';

/** What erasing means, and the address to be typed before it happens. */
export function ErasePage({ account, mismatch }: { readonly account: Account; readonly mismatch: boolean }) {
  const { frame, tenant, subscriber, paths, formToken } = account;
  const texts = eraseTexts[frame.language];
  return (
    <PageShell frame={frame} title={texts.heading} styles={ACCOUNT_STYLES}>
      <h1>{texts.heading}</h1>
      <p className="soft">{texts.intro(tenant.name)}</p>
      <ul className="effects">
        {texts.effects.map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
      </ul>
      <p>
        <strong>{texts.final}</strong>
      </p>
      <form method="post" action={paths.erase} noValidate autoComplete="off">
        <input type="hidden" name="csrf" value={formToken} />
        <label htmlFor="email">{texts.type(subscriber.email)}</label>
        <input
          id="email"
          name="email"
          type="email"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
          maxLength={254}
          {...(mismatch ? { 'aria-invalid': true, 'aria-describedby': 'email-error', autoFocus: true } : {})}
        />
        {mismatch ? (
          <p id="email-error" className="error" role="alert">
            {texts.mismatch}
          </p>
        ) : null}
        <button className="button danger" type="submit">
          {texts.erase}
        </button>
      </form>
      <a className="button plain" href={paths.home}>
        {texts.keep}
      </a>
    </PageShell>
  );
}
