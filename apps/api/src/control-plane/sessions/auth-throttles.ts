import type { Allowance } from '../../edge/throttle/throttle.service';

const MINUTES = 60;
const HOURS = 3_600;

/**
 * Codes that are mailed to one address in a day, whoever asks and however. With five tries each this bounds all guessing at codes: 150 in a
 * million a day. It also bounds the mail that strangers can make us send.
 */
const CODES_TO_ADDRESS: Allowance = { name: 'codes-to-address', points: 30, seconds: 24 * HOURS };

/** How many of them one source can use up: the owner of the address is somewhere else. */
const CODES_TO_ADDRESS_FROM_SOURCE: Allowance = { name: 'codes-to-address-source', points: 12, seconds: 24 * HOURS };

/**
 * How often people may try. Per account and per source: one slows whoever guesses one account from many places, the other whoever guesses
 * many accounts from one. Every bucket is a fixed window that begins with its first try, so trying on never makes it longer.
 */
export const SIGN_UP = {
  source: { name: 'sign-up-source', points: 100, seconds: HOURS },
  addressFromSource: { name: 'sign-up-address-source', points: 5, seconds: HOURS },
  codesFromSource: CODES_TO_ADDRESS_FROM_SOURCE,
  codes: CODES_TO_ADDRESS,
} satisfies Record<string, Allowance>;

export const RESEND = {
  source: { name: 'resend-source', points: 60, seconds: HOURS },
  addressFromSource: { name: 'resend-address-source', points: 6, seconds: HOURS },
  codesFromSource: CODES_TO_ADDRESS_FROM_SOURCE,
  codes: CODES_TO_ADDRESS,
} satisfies Record<string, Allowance>;

export const VERIFY = {
  source: { name: 'verify-source', points: 100, seconds: 15 * MINUTES },
  /** The five tries of each code bound the guessing; this bounds the noise. */
  address: { name: 'verify-address', points: 30, seconds: 15 * MINUTES },
  /**
   * A browser that signed up, for as long as it remembers that. Strangers' guesses must not lock it out, so it does not draw on the tries of
   * the code either, and this is all the guessing that it can do.
   */
  ownBrowser: { name: 'verify-browser', points: 15, seconds: 24 * HOURS },
} satisfies Record<string, Allowance>;

export const FORGOT = {
  source: { name: 'forgot-source', points: 60, seconds: HOURS },
  addressFromSource: { name: 'forgot-address-source', points: 6, seconds: HOURS },
  codesFromSource: CODES_TO_ADDRESS_FROM_SOURCE,
  codes: CODES_TO_ADDRESS,
} satisfies Record<string, Allowance>;

export const RESET = {
  source: { name: 'reset-source', points: 100, seconds: 15 * MINUTES },
  /** As at VERIFY: the tries of the code bound the guessing, this bounds the noise. */
  address: { name: 'reset-address', points: 30, seconds: 15 * MINUTES },
  /** A browser that asked. Asking again costs another mail, of which an address gets few. */
  ownBrowser: { name: 'reset-browser', points: 10, seconds: 24 * HOURS },
} satisfies Record<string, Allowance>;

/** Guesses at the present password by whoever sits before an open session. */
export const CHANGE_PASSWORD: Allowance = { name: 'change-password', points: 10, seconds: 15 * MINUTES };

export const SIGN_IN = {
  source: { name: 'sign-in-source', points: 100, seconds: 15 * MINUTES },
  accountFromSource: { name: 'sign-in-account-source', points: 10, seconds: 15 * MINUTES },
  /** All browsers that never signed in to the account, together. The owner's own browser does not draw from it. */
  account: { name: 'sign-in-account', points: 50, seconds: HOURS },
  /** What every source keeps for an account that is under attack: whoever knows the password needs no second. */
  accountBeyond: { name: 'sign-in-account-beyond', points: 1, seconds: HOURS },
  /** A browser in which the owner has signed in before. */
  knownDevice: { name: 'sign-in-device', points: 10, seconds: 15 * MINUTES },
} satisfies Record<string, Allowance>;

/** How often the audit log tells of one member's throttled sign-ins: whoever guesses must not be able to fill it. */
export const TELL_OF_THROTTLING: Allowance = { name: 'tell-of-throttling', points: 1, seconds: HOURS };
