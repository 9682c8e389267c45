import { countedAction, MOST_ACTIONS_A_DAY, OTHER_ACTIONS } from './bounded-actions';

const names = (count: number): Set<string> => new Set(Array.from({ length: count }, (_, number) => `action-${number}`));

describe('an action', () => {
  it('is counted under its own name while a day has names left, and once it has one', () => {
    expect(countedAction('list', names(MOST_ACTIONS_A_DAY - 1))).toBe('list');
    expect(countedAction('action-0', names(MOST_ACTIONS_A_DAY))).toBe('action-0');
  });

  it('is counted with all others when the day has no name left for it', () => {
    expect(countedAction('list', names(MOST_ACTIONS_A_DAY))).toBe(OTHER_ACTIONS);
  });
});
