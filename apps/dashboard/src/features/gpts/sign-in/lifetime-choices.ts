const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What a creator chooses from, in seconds. The API takes everything between. */
export const LIFETIME_CHOICES = {
  access_token_seconds: [5 * MINUTE, 15 * MINUTE, HOUR, 8 * HOUR, DAY, 7 * DAY, 30 * DAY],
  refresh_token_idle_seconds: [HOUR, DAY, 7 * DAY, 30 * DAY, 90 * DAY, 180 * DAY, 365 * DAY],
  refresh_token_absolute_seconds: [DAY, 7 * DAY, 30 * DAY, 90 * DAY, 365 * DAY, 730 * DAY],
  code_seconds: [10, 20, 30, MINUTE],
} as const;

/** A time in the largest unit that tells it exactly. */
export function secondsInWords(seconds: number): string {
  for (const [unit, name] of [
    [DAY, 'day'],
    [HOUR, 'hour'],
    [MINUTE, 'minute'],
  ] as const) {
    if (seconds % unit === 0) return `${seconds / unit} ${name}${seconds === unit ? '' : 's'}`;
  }
  return `${seconds} seconds`;
}

/** The choices, and the present value where the API has set one that is none of them. */
export function optionsFor(choices: readonly number[], present: number): { value: string; label: string }[] {
  const all = [...new Set([...choices, present])].sort((a, b) => a - b);
  return all.map((seconds) => ({ value: String(seconds), label: secondsInWords(seconds) }));
}
