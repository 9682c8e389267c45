import { ERASED_CALLER, type Principal } from '@gatehouse/core';
import { subscriberErasureRepository } from '@gatehouse/platform';
import { type DrainStage, startDrainStage } from '../../test/drain-stage';

describe('the calls of subscribers who were erased', () => {
  let stage: DrainStage;
  beforeAll(async () => void (stage = await startDrainStage()));
  afterAll(() => stage.stop());

  async function personWithCalls(times: number): Promise<Principal> {
    const person = await stage.callerOf();
    await call(person, times);
    return person;
  }

  const call = (person: Principal, times: number) => stage.callTimes(person, times, 'list', 2);

  const erase = ({ workspaceId, subscriberId }: Principal): Promise<void> =>
    stage.database.inWorkspace(workspaceId, async (tx) => {
      const locked = await subscriberErasureRepository.lock(tx, subscriberId);
      if (locked !== null) await subscriberErasureRepository.erase(tx, locked, stage.clock.now());
    });

  const ledgerOf = ({ workspaceId }: Principal): Promise<unknown[]> =>
    stage.test.query(
      `SELECT subscriber_id AS caller, action, calls::int, cost::int, person_id FROM usage_hourly WHERE workspace_id = $1`,
      [workspaceId],
    );

  it('stay in the ledger to the unit, as nobody’s: those that were home, and those that were still on their way', async () => {
    const person = await personWithCalls(7);
    await stage.drainAll();
    await call(person, 5);
    await erase(person);
    expect(await ledgerOf(person)).toEqual([{ caller: ERASED_CALLER, action: 'list', calls: 7, cost: 14, person_id: null }]);
    await stage.drainAll();
    expect(await ledgerOf(person)).toEqual([{ caller: ERASED_CALLER, action: 'list', calls: 12, cost: 24, person_id: null }]);
    expect(await stage.test.query('SELECT 1 FROM usage_orphans')).toEqual([]);
    expect(await stage.test.query('SELECT 1 FROM subscribers WHERE workspace_id = $1', [person.workspaceId])).toEqual([]);
  });

  it('are neither lost nor doubled while people are erased and drains run at the same time', async () => {
    const people = await Promise.all(Array.from({ length: 12 }, () => personWithCalls(20)));
    await Promise.all([...people.map((person) => erase(person)), stage.drainAll(), stage.drainAll()]);
    for (const person of people) await call(person, 3);
    await Promise.all([stage.drainAll(), stage.drainAll()]);
    for (const person of people)
      expect(await ledgerOf(person)).toEqual([{ caller: ERASED_CALLER, action: 'list', calls: 23, cost: 46, person_id: null }]);
  });
});
