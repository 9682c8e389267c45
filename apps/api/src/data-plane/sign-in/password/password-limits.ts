import type { Allowance, Bucket, Throttle } from '../../../edge/throttle/throttle.service';
import type { Guesser } from '../email-code-limits';

const MINUTES = 60;
const HOUR = 3_600;

/** How often passwords may be guessed at: per account and per source, and by a browser that its owner has used before, from a bucket of its own. */
const TRY = {
  fromSource: { name: 'subscriber-password-source', points: 100, seconds: 15 * MINUTES },
  atAccountFromSource: { name: 'subscriber-password-account-source', points: 10, seconds: 15 * MINUTES },
  /** All browsers that never signed in to the account, together. */
  atAccount: { name: 'subscriber-password-account', points: 50, seconds: HOUR },
  /** What every source keeps for an account that is under attack: whoever knows the password needs no second. */
  beyond: { name: 'subscriber-password-beyond', points: 1, seconds: HOUR },
  fromKnownBrowser: { name: 'subscriber-password-browser', points: 10, seconds: 15 * MINUTES },
} satisfies Record<string, Allowance>;

/**
 * Spends a try before it is known whether the password is right, whether or not the address is anybody's.
 * @returns what to give back when it was right
 * @throws AppError `too_many_attempts`
 */
export function spendPasswordTry(throttle: Throttle, { live, email, source, browser }: Guesser): Promise<readonly Bucket[]> {
  if (browser !== null) return throttle.spend([{ allowance: TRY.fromKnownBrowser, of: browser }]);
  const account = `${live.tenant.id} ${email}`;
  const fromHere = `${account} ${source}`;
  return throttle.spend([
    { allowance: TRY.fromSource, of: source },
    { allowance: TRY.atAccountFromSource, of: fromHere },
    { allowance: TRY.atAccount, of: account, beyond: { allowance: TRY.beyond, of: fromHere } },
  ]);
}
