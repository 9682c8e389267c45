import { asErasedCaller, ERASED_CALLER } from './erased-caller';
import type { UsageEntry } from './pending-field';

const entry = (subscriberId: string, action: string, calls: bigint): UsageEntry => ({
  workspaceId: 'wsp_1',
  gptId: 'gpt_1',
  subscriberId,
  action,
  tier: 'free',
  hour: 500_000,
  startsAt: new Date(500_000 * 3_600_000),
  counts: { calls, cost: calls * 2n, denied: 1n },
});

describe('the erased caller', () => {
  it('adds up what differed by the person alone, and keeps the rest apart', () => {
    const rows = asErasedCaller([entry('usr_a', 'list', 3n), entry('usr_b', 'list', 4n), entry('usr_a', 'scan', 1n)]);
    expect(rows.map(({ subscriberId, action, counts }) => ({ subscriberId, action, counts }))).toEqual([
      { subscriberId: ERASED_CALLER, action: 'list', counts: { calls: 7n, cost: 14n, denied: 2n } },
      { subscriberId: ERASED_CALLER, action: 'scan', counts: { calls: 1n, cost: 2n, denied: 1n } },
    ]);
  });
});
