import { parseId } from '@gatehouse/core';
import { Database, hashPassword, MailQueue, type WorkspaceTransaction } from '@gatehouse/platform';
import { Injectable } from '@nestjs/common';
import { type HostedAnswer, page, redirect } from '../../edge/hosted-pages/hosted-answer';
import { readForm } from '../../edge/hosted-pages/read-form';
import { passwordFault } from '../../edge/passwords/password-strength';
import { type Allowance, Throttle } from '../../edge/throttle/throttle.service';
import { passkeyTexts } from '../passkeys/passkey.texts';
import { Passkeys, type Registrant } from '../passkeys/passkeys.service';
import { relyingPartyOf } from '../passkeys/relying-party';
import { describePasswordFault } from '../sign-in/password/new-password-field';
import { SubscriberPasswords } from '../sign-in/password/subscriber-passwords.service';
import { passwordChangedMail } from '../sign-in/sign-in-mails';
import { SubscriberSessions } from '../sign-in/subscriber-sessions.service';
import { offeredWays } from './account-client';
import { type Account, AccountDoor, type AccountRequest } from './account-door.service';
import { AccountPasskeyPage } from './account-passkey-page';
import { AccountPasswordPage } from './account-password-page';

/** Judging and hashing a password takes the machine a while. */
const SAVE = { name: 'account-password', points: 20, seconds: 15 * 60 } satisfies Allowance;

const TO_ADD_A_PASSKEY = { fresh: true, back: '/account/passkeys/add' } as const;
const TO_CHOOSE_A_PASSWORD = { fresh: true, back: '/account/password' } as const;

/**
 * The ways in which a subscriber signs in, from their account: passkeys are added and removed, the password is set and changed. Each of them opens
 * the account from then on, or shuts somebody out, so each asks for a sign-in of the last minutes.
 */
@Injectable()
export class AccountWaysHandler {
  constructor(
    private readonly door: AccountDoor,
    private readonly database: Database,
    private readonly passkeys: Passkeys,
    private readonly passwords: SubscriberPasswords,
    private readonly sessions: SubscriberSessions,
    private readonly throttle: Throttle,
    private readonly mail: MailQueue,
  ) {}

  async askForPasskey(http: AccountRequest): Promise<HostedAnswer> {
    const account = await this.door.enter(http, TO_ADD_A_PASSKEY);
    if (account.kind !== 'in') return account.answer;
    return (await this.offers(account, 'passkey')) ? this.passkeyPage(account, null) : redirect(account.paths.home);
  }

  async addPasskey(http: AccountRequest): Promise<HostedAnswer> {
    const account = await this.door.enterByForm(http, TO_ADD_A_PASSKEY);
    if (account.kind !== 'in') return account.answer;
    if (!(await this.offers(account, 'passkey'))) return redirect(account.paths.home);
    const { tenant, frame } = account;
    const answer = readForm(http, ['credential']).get('credential') ?? '';
    const outcome = await this.within(account, (tx) =>
      this.passkeys.register(tx, relyingPartyOf(tenant), registrantOf(account), answer),
    );
    if (outcome === 'registered') return redirect(account.paths.told('passkey-added'));
    const texts = passkeyTexts[frame.language];
    return this.passkeyPage(account, outcome === 'too_many' ? texts.tooMany : texts.refused);
  }

  async removePasskey(http: AccountRequest): Promise<HostedAnswer> {
    const account = await this.door.enterByForm(http, { fresh: true, back: '/account?notice=confirmed' });
    if (account.kind !== 'in') return account.answer;
    const id = parseId('pky', http.params.passkey);
    // Done twice it is done once; and one that is somebody else's is none.
    if (id !== null) await this.within(account, (tx) => this.passkeys.remove(tx, account.subscriber.id, id));
    return redirect(account.paths.told('passkey-removed'));
  }

  async askForPassword(http: AccountRequest): Promise<HostedAnswer> {
    const account = await this.door.enter(http, TO_CHOOSE_A_PASSWORD);
    if (account.kind !== 'in') return account.answer;
    if (!(await this.offers(account, 'password'))) return redirect(account.paths.home);
    return page(200, <AccountPasswordPage account={account} error={null} />);
  }

  /** All sessions end, and this browser goes on under a new one, which is no fresher than the old one was. */
  async savePassword(http: AccountRequest): Promise<HostedAnswer> {
    const account = await this.door.enterByForm(http, TO_CHOOSE_A_PASSWORD);
    if (account.kind !== 'in') return account.answer;
    if (!(await this.offers(account, 'password'))) return redirect(account.paths.home);
    const { tenant, subscriber, frame, signedIn } = account;
    await this.throttle.spend([{ allowance: SAVE, of: `${tenant.id} ${subscriber.id}` }]);
    const password = readForm(http, ['password']).get('password') ?? '';
    const fault = await passwordFault(password, [subscriber.email, subscriber.name ?? '', tenant.name]);
    if (fault !== null) {
      const error = describePasswordFault(fault, frame.language);
      return page(422, <AccountPasswordPage account={account} error={error} />);
    }
    const passwordHash = await hashPassword(password);
    const subscriberId = subscriber.id;
    const cookie = await this.within(account, async (tx) => {
      await this.passwords.put(tx, { subscriberId, passwordHash });
      return this.sessions.begin(tx, tenant, http.headers, { subscriberId, ...signedIn });
    });
    const [gptName, workspaceName] = [tenant.name, tenant.name];
    await this.mail.send(passwordChangedMail({ to: subscriber.email, gptName, workspaceName, language: frame.language }));
    return redirect(account.paths.told('password-saved'), [cookie]);
  }

  private within<Result>({ tenant }: Account, work: (tx: WorkspaceTransaction) => Promise<Result>): Promise<Result> {
    return this.database.inWorkspace(tenant.id, work);
  }

  private offers(account: Account, way: 'passkey' | 'password'): Promise<boolean> {
    return this.within(account, async (tx) => (await offeredWays(tx)).includes(way));
  }

  private async passkeyPage(account: Account, error: string | null): Promise<HostedAnswer> {
    const options = await this.within(account, (tx) =>
      this.passkeys.registrationOptions(tx, relyingPartyOf(account.tenant), registrantOf(account)),
    );
    return page(error === null ? 200 : 422, <AccountPasskeyPage {...{ account, options, error }} />);
  }
}

const registrantOf = ({ subscriber, sessionId }: Account): Registrant => ({ subscriber, boundTo: sessionId });
