/** So many actions of a GPT are told apart in a day (UTC). An API that names calls by ids would fill the ledger otherwise (ADR 0035). */
export const MOST_ACTIONS_A_DAY = 500;

/** What calls of all further actions are counted under. Nobody may name an action so. */
export const OTHER_ACTIONS = '(other)';

/**
 * Under which action a call is counted. A day's names only ever grow, up to the bound, so that an action which was counted under its own name, or
 * under that of all others, will be again.
 * @param named the actions that have a name of their own on that day; those that could have one are among them by now
 */
export function countedAction(action: string, named: ReadonlySet<string>): string {
  return named.has(action) || named.size < MOST_ACTIONS_A_DAY ? action : OTHER_ACTIONS;
}
