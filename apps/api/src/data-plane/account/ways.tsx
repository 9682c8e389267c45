import type { PasskeyRow } from '@gatehouse/platform';
import type { ReactNode } from 'react';
import { passkeyTexts } from '../passkeys/passkey.texts';
import { relyingPartyOf } from '../passkeys/relying-party';
import type { Account } from './account-door.service';
import { accountWaysTexts } from './account-ways.texts';
import { dayIn, wayIn } from './account-words';
import { Act } from './act';
import type { WaysToSignIn } from './ways-to-sign-in';

interface WaysProps {
  readonly account: Account;
  readonly ways: WaysToSignIn;
}

/** The ways in which a person signs in, those of them that they steer with what steers them, and those that they do not use yet. */
export function Ways({ account, ways }: WaysProps) {
  const { subscriber, frame } = account;
  const { language } = frame;
  const texts = accountWaysTexts[language];
  const mailed = (['email_code', 'email_link'] as const).filter((way) => ways.offered.includes(way));
  return (
    <ul className="rows">
      {ways.providers.map(({ provider, linkedAt }) => (
        <Way key={provider} name={wayIn(language, provider)}>
          {linkedAt === null ? texts.notUsed : texts.linkedOn(dayIn(language, linkedAt))}
        </Way>
      ))}
      {mailed.map((way) => (
        <Way key={way} name={wayIn(language, way)}>
          {texts.toAddress(subscriber.email)}
        </Way>
      ))}
      <Password account={account} ways={ways} />
      {ways.passkeys.map((passkey) => (
        <Passkey key={passkey.id} account={account} passkey={passkey} />
      ))}
      <PasskeyToAdd account={account} ways={ways} />
    </ul>
  );
}

function Way({ name, children, act }: { readonly name: string; readonly children: ReactNode; readonly act?: ReactNode }) {
  return (
    <li className="row">
      <div>
        <strong>{name}</strong>
        <p className="small soft">{children}</p>
      </div>
      {act}
    </li>
  );
}

function Password({ account: { frame, paths }, ways: { offered, passwordSetAt } }: WaysProps) {
  const { language } = frame;
  const texts = accountWaysTexts[language];
  const isOffered = offered.includes('password');
  if (passwordSetAt === null && !isOffered) return null;
  const link = (
    <a className="button plain" href={paths.password}>
      {passwordSetAt === null ? texts.setPassword : texts.changePassword}
    </a>
  );
  return (
    <Way name={wayIn(language, 'password')} act={isOffered ? link : null}>
      {passwordSetAt === null ? texts.noPassword : texts.passwordSince(dayIn(language, passwordSetAt))}
    </Way>
  );
}

function Passkey({ account, passkey }: { readonly account: Account; readonly passkey: PasskeyRow }) {
  const { frame, paths, tenant } = account;
  const { language } = frame;
  const texts = accountWaysTexts[language];
  const { name, rpId, createdAt, lastUsedAt } = passkey;
  const kind = wayIn(language, 'passkey');
  // An authenticator that names itself to nobody is kept as "Passkey".
  const named = name === 'Passkey' ? kind : `${kind} · ${name}`;
  const told = [
    texts.addedOn(dayIn(language, createdAt)),
    ...(lastUsedAt === null ? [] : [texts.lastUsed(dayIn(language, lastUsedAt))]),
    ...(rpId === relyingPartyOf(tenant).id ? [] : [texts.worksAt(rpId)]),
  ];
  const act = (
    <Act account={account} action={paths.removePasskey(passkey.id)} label={texts.remove} spoken={texts.removeNamed(named)} />
  );
  return (
    <Way name={named} act={act}>
      {told.join(' · ')}
    </Way>
  );
}

function PasskeyToAdd({ account: { frame, paths }, ways: { offered, passkeys } }: WaysProps) {
  if (!offered.includes('passkey')) return null;
  const { language } = frame;
  const link = (
    <a className="button plain" href={paths.addPasskey}>
      {passkeyTexts[language].addButton}
    </a>
  );
  if (passkeys.length > 0) return <li className="tools">{link}</li>;
  return (
    <Way name={wayIn(language, 'passkey')} act={link}>
      {accountWaysTexts[language].noPasskey}
    </Way>
  );
}
