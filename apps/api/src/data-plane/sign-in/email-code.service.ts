import type { Clock } from '@gatehouse/core';
import {
  Database,
  interactionRepository,
  MailQueue,
  newOneTimeCode,
  type SignInCodeRow,
  signInCodeRepository,
  Vault,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../../edge/tokens';
import type { LiveInteraction } from './interactions.service';
import { signInCodeMail } from './sign-in-code-mail';

const CODE_SECONDS = 600;
const TRIES = 5;
/** A second request this soon is a second click: the code that is under way will do. */
const RESEND_AFTER_SECONDS = 30;
/** Codes that one interaction may have mailed. With five tries each, that is 25 guesses at a million. */
const MAX_SENT = 5;
const MAC_PURPOSE = 'sign-in-code';

export type Sending = { readonly kind: 'sent' } | { readonly kind: 'just_sent' } | { readonly kind: 'too_many' };

export type Checking =
  | { readonly kind: 'right'; readonly email: string }
  | { readonly kind: 'wrong'; readonly triesLeft: number }
  /** No code, an expired one, or one whose tries are used up. */
  | { readonly kind: 'void' };

/** One-time codes by mail: six digits, ten minutes, five tries, bound to the interaction and stored as a keyed hash. */
@Injectable()
export class EmailCodes {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly mail: MailQueue,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Mails a new code, which replaces the former. Known and unknown addresses are treated alike: nothing is looked up.
   * @throws when the queue does not take the mail; nothing has changed then
   */
  send(live: LiveInteraction, email: string): Promise<Sending> {
    const { id: interactionId } = live.interaction;
    return this.database.inWorkspace(live.tenant.id, async (tx): Promise<Sending> => {
      const now = this.clock.now();
      // The first code has no row to lock yet: without this, two first requests at once would both be sent and count as one.
      await interactionRepository.lock(tx, interactionId);
      const former = await signInCodeRepository.find(tx, interactionId);
      if (former !== null && former.email === email && isFresh(former, now)) return { kind: 'just_sent' };
      const sent = (former?.sent ?? 0) + 1;
      if (sent > MAX_SENT) return { kind: 'too_many' };
      const code = newOneTimeCode();
      await signInCodeRepository.replace(tx, {
        interactionId,
        email,
        purpose: 'sign_in',
        codeHash: this.hash(interactionId, email, code),
        linkHash: null,
        attemptsLeft: TRIES,
        sent,
        sentAt: now,
        expiresAt: new Date(now.getTime() + CODE_SECONDS * 1000),
      });
      // Before the commit: if the queue does not take it, no code is claimed to be under way.
      const { client, tenant, frame } = live;
      await this.mail.send(
        signInCodeMail({ to: email, code, gptName: client.gpt.name, workspaceName: tenant.name, language: frame.language }),
      );
      return { kind: 'sent' };
    });
  }

  /** To which address a code is under way, for the page that asks for it; null when none is. */
  async addressOf(live: LiveInteraction): Promise<string | null> {
    const code = await this.database.inWorkspace(live.tenant.id, (tx) => signInCodeRepository.find(tx, live.interaction.id));
    return code?.email ?? null;
  }

  /** Spends a try, then compares. The try is spent also when the caller's transaction writes nothing else, so it must commit. */
  async check(tx: WorkspaceTransaction, interactionId: string, digits: string): Promise<Checking> {
    const code = await signInCodeRepository.takeTry(tx, { interactionId, purpose: 'sign_in' }, this.clock.now());
    if (code === null) return { kind: 'void' };
    const right = this.vault.verifyMac(MAC_PURPOSE, macText(interactionId, code.email, digits), code.codeHash);
    return right ? { kind: 'right', email: code.email } : { kind: 'wrong', triesLeft: code.attemptsLeft };
  }

  private hash(interactionId: string, email: string, digits: string): Buffer {
    return this.vault.mac(MAC_PURPOSE, macText(interactionId, email, digits));
  }
}

/** All that a code is bound to stands in what is hashed, so a row copied elsewhere fits nothing. */
function macText(interactionId: string, email: string, digits: string): string {
  return `${interactionId} ${email} ${digits}`;
}

function isFresh(code: SignInCodeRow, now: Date): boolean {
  return code.attemptsLeft > 0 && now.getTime() - code.sentAt.getTime() < RESEND_AFTER_SECONDS * 1000;
}
