/**
 * The fence (ADR 0003): under which versions an instance remembers a subscriber. Its text is made by the admission script, which also
 * compares it: `epoch,version of the GPT,version of the subscriber`. A version that was never moved is ''.
 *
 * A version is `<milliseconds>-<random>`, the time by Redis' own clock. With a leading `!` it is a list of marks of the same form, divided by `;`:
 * changes that are in flight, begun and not known to have been committed or rolled back. What is read from Postgres meanwhile may be used, and
 * must not be remembered.
 */
const IN_FLIGHT = '!';

/** What a caller holds who remembers nothing yet. It never equals a real fence. */
export const NO_FENCE = '';

/** How long a change may be in flight before whoever began it counts as dead. Longer than any transaction of ours lives. */
export const CHANGE_PATIENCE_MS = 60_000;

/** Room for the difference between "was read" and "was asked for", beyond what was measured. */
const MARGIN_MS = 1_000;

/** When a version or a mark was made, by the clock of Redis. */
const stampMsOf = (text: string): number => Number.parseInt(text, 10);

/** Whether what is read from Postgres under this fence may be remembered. */
export function mayRemember(fence: string): boolean {
  return fence !== NO_FENCE && !fence.includes(IN_FLIGHT);
}

/**
 * Whether something read from Postgres *before* the fence was learned may still be used under it: only when nothing moved since that
 * reading began. Saves the second reading that safety would otherwise ask for.
 * @param fence as the script told it
 * @param nowMs by the clock of Redis, when it told it
 * @param readAgoMs how long before that the reading began
 */
export function coversEarlierReading(fence: string, nowMs: number, readAgoMs: number): boolean {
  if (!mayRemember(fence)) return false;
  return fence.split(',').every((version) => version === '' || nowMs - stampMsOf(version) > readAgoMs + MARGIN_MS);
}

/** The parts of a fence, as they stand in Redis. */
export function partsOf(fence: string): { readonly epoch: string; readonly gpt: string; readonly subscriber: string } {
  const [epoch = '', gpt = '', subscriber = ''] = fence.split(',');
  return { epoch, gpt, subscriber };
}

/** The marks of changes whose authors must have died: in flight for longer than {@link CHANGE_PATIENCE_MS}. */
export function abandonedMarks(version: string, nowMs: number): readonly string[] {
  if (!version.startsWith(IN_FLIGHT)) return [];
  return version
    .slice(IN_FLIGHT.length)
    .split(';')
    .filter((mark) => nowMs - stampMsOf(mark) > CHANGE_PATIENCE_MS);
}
