import type { Clock, Random } from '@gatehouse/core';
import {
  Database,
  interactionRepository,
  type Mail,
  type MailedProofPurpose,
  MailQueue,
  newOneTimeCode,
  newSecret,
  sameDigest,
  sha256,
  type SignInCodeRow,
  signInCodeRepository,
  Vault,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, RANDOM } from '../../edge/tokens';
import type { LiveInteraction } from './interactions.service';
import { passwordCodeMail, signInMail } from './sign-in-mails';

const CODE_SECONDS = 600;
const TRIES = 5;
/** A second request this soon is a second click: the code that is under way will do. */
const RESEND_AFTER_SECONDS = 30;
/** Codes that one interaction may have mailed. With five tries each, that is 25 guesses at a million. */
const MAX_SENT = 5;
const MAC_PURPOSE = 'sign-in-code';

export type Sending = { readonly kind: 'sent' } | { readonly kind: 'just_sent' } | { readonly kind: 'too_many' };

/** A mail that was sent and not used yet. */
export interface MailUnderWay {
  readonly email: string;
  readonly withCode: boolean;
  readonly withLink: boolean;
}

export type Checking =
  | { readonly kind: 'right'; readonly email: string }
  | { readonly kind: 'wrong'; readonly triesLeft: number }
  /** No code, an expired one, or one whose tries are used up. */
  | { readonly kind: 'void' };

/**
 * Proofs by mail, for ten minutes and once, bound to the interaction: a code of six digits with five tries, stored as a keyed hash, and a link
 * with a secret of 256 bits. Each is good for one purpose only.
 */
@Injectable()
export class EmailCodes {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly mail: MailQueue,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(RANDOM) private readonly random: Random,
  ) {}

  /**
   * Mails new proofs, which replace the former. Known and unknown addresses are treated alike: nothing is looked up.
   * @throws when the queue does not take the mail; nothing has changed then
   */
  send(live: LiveInteraction, email: string, purpose: MailedProofPurpose): Promise<Sending> {
    const { id: interactionId } = live.interaction;
    return this.database.inWorkspace(live.tenant.id, async (tx): Promise<Sending> => {
      const now = this.clock.now();
      // The first code has no row to lock yet: without this, two first requests at once would both be sent and count as one.
      await interactionRepository.lock(tx, interactionId);
      const former = await signInCodeRepository.find(tx, interactionId);
      if (former?.email === email && former.purpose === purpose && isFresh(former, now)) return { kind: 'just_sent' };
      const sent = (former?.sent ?? 0) + 1;
      if (sent > MAX_SENT) return { kind: 'too_many' };
      const { code, secret } = this.newProofs(live, purpose);
      await signInCodeRepository.replace(tx, {
        interactionId,
        email,
        purpose,
        codeHash: code === null ? null : this.vault.mac(MAC_PURPOSE, macText({ interactionId, purpose, email }, code)),
        linkHash: secret === null ? null : sha256(secret),
        attemptsLeft: TRIES,
        sent,
        sentAt: now,
        expiresAt: new Date(now.getTime() + CODE_SECONDS * 1000),
      });
      // Before the commit: if the queue does not take it, no code is claimed to be under way.
      await this.mail.send(mailOf(live, email, purpose, { code, secret }));
      return { kind: 'sent' };
    });
  }

  /** What is under way for that purpose, for the page that asks for it; null when nothing is. */
  async underWay(live: LiveInteraction, purpose: MailedProofPurpose): Promise<MailUnderWay | null> {
    const mail = await this.database.inWorkspace(live.tenant.id, (tx) => signInCodeRepository.find(tx, live.interaction.id));
    if (mail?.purpose !== purpose) return null;
    return { email: mail.email, withCode: mail.codeHash !== null, withLink: mail.linkHash !== null };
  }

  /** The mail that brought this link, if it still works: for a page, without using anything up. */
  async ofLink(
    { tenant, interaction }: Pick<LiveInteraction, 'tenant' | 'interaction'>,
    secret: string,
  ): Promise<MailUnderWay | null> {
    const mail = await this.database.inWorkspace(tenant.id, (tx) => signInCodeRepository.find(tx, interaction.id));
    if (mail === null || mail.linkHash === null || mail.expiresAt <= this.clock.now()) return null;
    if (!sameDigest(mail.linkHash, sha256(secret))) return null;
    return { email: mail.email, withCode: mail.codeHash !== null, withLink: true };
  }

  /** Uses the link up, and with it the code of the same mail. @returns the address that it proves, or null */
  takeLink(tx: WorkspaceTransaction, interactionId: string, secret: string): Promise<string | null> {
    return signInCodeRepository.takeLink(tx, { interactionId, linkHash: sha256(secret) }, this.clock.now());
  }

  /** Spends a try, then compares. The try is spent also when the caller's transaction writes nothing else, so it must commit. */
  async check(
    tx: WorkspaceTransaction,
    asked: { readonly interactionId: string; readonly purpose: MailedProofPurpose },
    digits: string,
  ): Promise<Checking> {
    const mail = await signInCodeRepository.takeTry(tx, asked, this.clock.now());
    if (mail === null) return { kind: 'void' };
    const right = this.vault.verifyMac(MAC_PURPOSE, macText(mail, digits), mail.codeHash);
    return right ? { kind: 'right', email: mail.email } : { kind: 'wrong', triesLeft: mail.attemptsLeft };
  }

  private newProofs({ client }: LiveInteraction, purpose: MailedProofPurpose): NewProofs {
    const { loginMethods } = client.gpt;
    const withCode = purpose === 'set_password' || loginMethods.includes('email_code');
    const withLink = purpose === 'sign_in' && loginMethods.includes('email_link');
    return { code: withCode ? newOneTimeCode() : null, secret: withLink ? newSecret('', this.random) : null };
  }
}

interface NewProofs {
  readonly code: string | null;
  /** Of the link. */
  readonly secret: string | null;
}

function mailOf(live: LiveInteraction, to: string, purpose: MailedProofPurpose, { code, secret }: NewProofs): Mail {
  const { client, tenant, frame, paths } = live;
  const mailFrame = { to, gptName: client.gpt.name, workspaceName: tenant.name, language: frame.language };
  if (purpose === 'set_password') return passwordCodeMail(mailFrame, code ?? '');
  const link = secret === null ? null : `${tenant.origin}${paths.link}?token=${secret}`;
  return signInMail(mailFrame, { code, link });
}

/** All that a code is bound to stands in what is hashed, so a row copied elsewhere fits nothing. */
function macText(bound: Pick<SignInCodeRow, 'interactionId' | 'purpose' | 'email'>, digits: string): string {
  return `${bound.interactionId} ${bound.purpose} ${bound.email} ${digits}`;
}

function isFresh(code: SignInCodeRow, now: Date): boolean {
  return code.attemptsLeft > 0 && now.getTime() - code.sentAt.getTime() < RESEND_AFTER_SECONDS * 1000;
}
