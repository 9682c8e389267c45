import { AppError } from '@gatehouse/core';
import type { Allowance, Bucket, Throttle } from '../../edge/throttle/throttle.service';
import type { LiveInteraction } from './interactions.service';

const HOUR = 3_600;
const DAY = 24 * HOUR;

/**
 * Mails that may be sent without anybody entering the code. With five tries each, what an address may be sent in a day bounds all guessing at
 * its codes, from however many sources and with however many sign-ins: 150 in a million in one workspace, 500 in all together. Beyond it a browser
 * that never signed in as that address waits or signs in with Google; the owner's own browsers draw from other buckets.
 */
const SEND = {
  fromSource: { name: 'subscriber-code-source', points: 100, seconds: HOUR },
  toAddressFromSource: { name: 'subscriber-code-address', points: 5, seconds: 900 },
  /** One source alone cannot use up what all have together. */
  toAddressFromSourceInDay: { name: 'subscriber-code-address-source-day', points: 10, seconds: DAY },
  toAddress: { name: 'subscriber-code-address-day', points: 30, seconds: DAY },
  toAddressAnywhere: { name: 'code-address-anywhere-day', points: 100, seconds: DAY },
  toKnownBrowser: { name: 'subscriber-code-browser', points: 10, seconds: 900 },
  toKnownBrowserInDay: { name: 'subscriber-code-browser-day', points: 30, seconds: DAY },
} satisfies Record<string, Allowance>;

const GUESS = {
  fromSource: { name: 'subscriber-guess-source', points: 100, seconds: HOUR },
  /** From all sources together. */
  atAddress: { name: 'subscriber-guess-address', points: 30, seconds: HOUR },
  /** What a source has left for an address that is under attack. */
  beyond: { name: 'subscriber-guess-beyond', points: 1, seconds: HOUR },
  fromKnownBrowser: { name: 'subscriber-guess-browser', points: 30, seconds: HOUR },
} satisfies Record<string, Allowance>;

/** Whose tries are counted: an address is one person's within a workspace, a source is one household or machine. */
export interface Guesser {
  readonly live: LiveInteraction;
  readonly email: string;
  readonly source: string;
  /** The browser, if somebody signed in as this address there before. */
  readonly browser: string | null;
}

/**
 * Spends a mail. What all strangers share is drawn from only by those who have something left of their own, so that a single one who goes on
 * asking uses up nothing of the others'.
 * @throws AppError `too_many_attempts`
 */
export async function spendSending(throttle: Throttle, guesser: Guesser): Promise<void> {
  const { own, shared } = sendingBuckets(guesser);
  await throttle.spend(own);
  await throttle.spend(shared);
}

/** Gives a mail back that was not sent, or that reached somebody who wanted it: only those that nobody answers count. */
export function refundSending(throttle: Throttle, guesser: Guesser): Promise<void> {
  const { own, shared } = sendingBuckets(guesser);
  return throttle.refund([...own, ...shared]);
}

function sendingBuckets({ live, email, source, browser }: Guesser): Readonly<Record<'own' | 'shared', readonly Bucket[]>> {
  const everyone = { allowance: SEND.fromSource, of: source };
  if (browser !== null) {
    const known = [SEND.toKnownBrowser, SEND.toKnownBrowserInDay].map((allowance) => ({ allowance, of: browser }));
    return { own: [everyone, ...known], shared: [] };
  }
  const address = `${live.tenant.id} ${email}`;
  const own = [SEND.toAddressFromSource, SEND.toAddressFromSourceInDay].map((allowance) => ({
    allowance,
    of: `${address} ${source}`,
  }));
  const shared = [
    { allowance: SEND.toAddress, of: address },
    { allowance: SEND.toAddressAnywhere, of: email },
  ];
  return { own: [everyone, ...own], shared };
}

/**
 * Spends a guess before it is known whether it is right. Somebody who guesses at an address from everywhere uses up its tries; its owner is not
 * locked out by that, because their known browser has its own, and every source keeps one: whoever has the mail needs no second.
 * @returns what to give back when it was right
 * @throws AppError `too_many_attempts`
 */
export async function spendGuess(throttle: Throttle, { live, email, source, browser }: Guesser): Promise<readonly Bucket[]> {
  const address = `${live.tenant.id} ${email}`;
  const own: Bucket = { allowance: GUESS.fromSource, of: source };
  const shared: Bucket =
    browser === null ? { allowance: GUESS.atAddress, of: address } : { allowance: GUESS.fromKnownBrowser, of: browser };
  await throttle.spend([own]);
  try {
    await throttle.spend([shared]);
    return [own, shared];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await throttle.spend([{ allowance: GUESS.beyond, of: `${address} ${source}` }]);
    return [own];
  }
}
