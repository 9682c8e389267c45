import type { Clock } from '@gatehouse/core';
import { type AnyTransaction, memberEmailCodeRepository, newOneTimeCode, Vault } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../../edge/tokens';

const CODE_TTL_MS = 600_000;
const CODE_TRIES = 5;
const PURPOSE = 'member-email-code';

/** What a code is good for. It is bound to it: one that was mailed for the one thing is wrong for the other. */
export type EmailCodePurpose = 'verify' | 'reset';

/** Six-digit codes that prove a member's address: ten minutes, five tries, one at a time. Kept as a keyed hash, since a million is soon tried. */
@Injectable()
export class EmailCodes {
  constructor(
    private readonly vault: Vault,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Makes a new code, which replaces the old one. @returns the code, to be mailed once the transaction has committed */
  async issue(tx: AnyTransaction, memberId: string, purpose: EmailCodePurpose): Promise<string> {
    const code = newOneTimeCode();
    const now = this.clock.now();
    await memberEmailCodeRepository.replace(tx, {
      memberId,
      codeHash: this.vault.mac(PURPOSE, boundTo(memberId, purpose, code)),
      attemptsLeft: CODE_TRIES,
      createdAt: now,
      expiresAt: new Date(now.getTime() + CODE_TTL_MS),
    });
    return code;
  }

  /**
   * Spends a try, and the code itself when it is right. The caller must let its transaction commit either way, or tries come back.
   * @param wanted.tries `shared` are the five that anybody may use up; `own` are counted elsewhere (auth-throttles.ts), so that strangers' guesses do
   *   not end the code in the browser that signed up or asked for a reset
   */
  async redeem(
    tx: AnyTransaction,
    memberId: string,
    { code, purpose, tries }: { code: string; purpose: EmailCodePurpose; tries: 'shared' | 'own' },
  ): Promise<boolean> {
    const now = this.clock.now();
    const codeHash = await (tries === 'shared'
      ? memberEmailCodeRepository.spendTry(tx, memberId, now)
      : memberEmailCodeRepository.findLiveHash(tx, memberId, now));
    if (codeHash === null || !this.vault.verifyMac(PURPOSE, boundTo(memberId, purpose, code), codeHash)) return false;
    await memberEmailCodeRepository.delete(tx, memberId);
    return true;
  }
}

const boundTo = (memberId: string, purpose: EmailCodePurpose, code: string): string => `${memberId}:${purpose}:${code}`;
