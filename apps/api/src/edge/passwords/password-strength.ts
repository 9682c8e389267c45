import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

/** NIST SP 800-63B section 3.1.1.2: length, and no rules of composition. In characters as people count them. */
export const PASSWORD_MIN_LENGTH = 10;
/** Long enough for any passphrase, short enough that hashing it costs nothing extra. */
export const PASSWORD_MAX_LENGTH = 200;

/** 0 to 4. At 2 a password withstands a hundred million guesses, which throttling and argon2id put out of reach of both kinds of attack. */
const MIN_SCORE = 2;

/**
 * Estimating takes time that grows with the square of the length (a second and a half for 200 characters, on the event loop). A password
 * whose beginning is strong is strong.
 */
const ESTIMATED_LENGTH = 32;

/** Why a password is not taken. */
export type PasswordFault = 'too_short' | 'too_long' | 'easy_to_guess';

let estimator: Promise<ZxcvbnFactory> | undefined;

/**
 * What is wrong with a password that somebody chooses, or null. Common and leaked passwords, names, dates, keyboard walks and what the person
 * typed into the same form are what guessers try first (zxcvbn, USENIX Security 2016; NIST SP 800-63B section 3.1.1.2: a
 * blocklist, and no rules of composition).
 * @param personal words that a guesser would know, such as the address and the name
 */
export async function passwordFault(password: string, personal: readonly string[]): Promise<PasswordFault | null> {
  const { length } = [...password];
  if (length < PASSWORD_MIN_LENGTH) return 'too_short';
  if (length > PASSWORD_MAX_LENGTH) return 'too_long';
  return (await estimate(password, personal)).score >= MIN_SCORE ? null : 'easy_to_guess';
}

/** The same judgement in English, with a hint, for the API; of a password whose length is right. */
export async function passwordWeakness(password: string, personal: readonly string[]): Promise<string | null> {
  const { score, warning } = await estimate(password, personal);
  if (score >= MIN_SCORE) return null;
  return `is easy to guess. ${warning ?? 'Add another word or two; uncommon words are better.'}`;
}

async function estimate(password: string, personal: readonly string[]): Promise<{ score: number; warning: string | null }> {
  estimator ??= loadEstimator();
  const words = personal.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]).filter((word) => word.length > 2);
  const beginning = [...password].slice(0, ESTIMATED_LENGTH).join('');
  const { score, feedback } = (await estimator).check(beginning, [...words, 'gatehouse']);
  return { score, warning: feedback.warning ?? null };
}

/** Loaded when the first password is chosen: the word lists are large and most processes never need them. */
async function loadEstimator(): Promise<ZxcvbnFactory> {
  const [core, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]);
  return new core.ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    translations: english.translations,
  });
}
