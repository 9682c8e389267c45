import { AppError } from '@gatehouse/core';
import type { Bucket, Throttle } from '../../edge/throttle/throttle.service';
import type { LiveInteraction } from './interactions.service';

/** Mails that one source may have sent, to one address and to all together, without anybody entering the code. */
const SEND_TO_ADDRESS = { name: 'subscriber-code-address', points: 5, seconds: 900 };
const SEND_FROM_SOURCE = { name: 'subscriber-code-source', points: 100, seconds: 3600 };
/** Wrong codes from one source, and for one address from all sources together. */
const GUESS_FROM_SOURCE = { name: 'subscriber-guess-source', points: 100, seconds: 3600 };
const GUESS_AT_ADDRESS = { name: 'subscriber-guess-address', points: 30, seconds: 3600 };
/** What a source has left for an address that is under attack. */
const GUESS_BEYOND = { name: 'subscriber-guess-beyond', points: 1, seconds: 3600 };

/** Whose tries are counted: an address is one person's within a workspace, a source is one household or machine. */
export interface Guesser {
  readonly live: LiveInteraction;
  readonly email: string;
  readonly source: string;
}

/** @throws AppError `too_many_attempts` */
export function spendSending(throttle: Throttle, guesser: Guesser): Promise<void> {
  return throttle.spend(sendingBuckets(guesser));
}

/** Gives a mail back that was not sent, or that reached somebody who wanted it: only those that nobody answers count against a source. */
export function refundSending(throttle: Throttle, guesser: Guesser): Promise<void> {
  return throttle.refund(sendingBuckets(guesser));
}

function sendingBuckets({ live, email, source }: Guesser): readonly Bucket[] {
  return [
    { allowance: SEND_TO_ADDRESS, of: `${live.tenant.id} ${email} ${source}` },
    { allowance: SEND_FROM_SOURCE, of: source },
  ];
}

/**
 * Spends a guess per source and per address before it is known whether it is right. Somebody who guesses at an address from everywhere uses up
 * its tries; its owner is not locked out by that, because every source keeps one: whoever has the mail needs no second.
 * @returns what to give back when it was right
 * @throws AppError `too_many_attempts`
 */
export async function spendGuess(throttle: Throttle, { live, email, source }: Guesser): Promise<readonly Bucket[]> {
  const address = `${live.tenant.id} ${email}`;
  const own: Bucket = { allowance: GUESS_FROM_SOURCE, of: source };
  const shared: Bucket = { allowance: GUESS_AT_ADDRESS, of: address };
  await throttle.spend([own]);
  try {
    await throttle.spend([shared]);
    return [own, shared];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await throttle.spend([{ allowance: GUESS_BEYOND, of: `${address} ${source}` }]);
    return [own];
  }
}
