import { Database } from '@gatehouse/platform';
import { seedCaller } from '@gatehouse/testing';
import { type OutageStage, startOutageStage } from '../../../test/outage-stage';

const CALLS = 20;

describe('a call to verify', () => {
  let stage: OutageStage;
  beforeAll(async () => void (stage = await startOutageStage()));
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => stage.stop());

  /** What clients sent to Redis meanwhile, command by command; what scripts did is theirs. */
  async function sentDuring(work: () => Promise<void>): Promise<string[]> {
    const monitor = await stage.operator.monitor();
    const sent: string[] = [];
    const isOver = Promise.withResolvers<void>();
    monitor.on('monitor', (_time: string, [command = '', argument]: string[], source: string) => {
      if (command === 'echo' && argument === 'over') isOver.resolve();
      else if (source !== 'lua') sent.push(command);
    });
    await work();
    await stage.operator.echo('over');
    await isOver.promise;
    monitor.disconnect();
    return sent;
  }

  it.each([
    ['that is accepted', {}, '', {}, 200],
    ['that peeks', {}, '?peek=true', {}, 200],
    ['under an Idempotency-Key', {}, '', { 'idempotency-key': 'one' }, 200],
    ['that names its action and cost', {}, '?action=scan&cost=3', {}, 200],
    ['that the rate refuses', { ratePerMinute: 1, burst: 1 }, '', {}, 429],
  ])(
    '%s is one command to Redis and nothing to Postgres, once the caller is known',
    async (_what, tier, parameters, headers, status) => {
      const caller = await seedCaller(stage.test, { tier });
      const verify = async (...asked: [string?, object?]) => (await stage.verifyBy(0, caller, ...asked)).statusCode;
      await verify();
      await verify();
      const database = stage.apps[0]?.get(Database) as Database;
      const asked = [
        jest.spyOn(database, 'inWorkspace'),
        jest.spyOn(database, 'inWorkspacePipelined'),
        jest.spyOn(database, 'inDirectory'),
      ];
      const sent = await sentDuring(async () => {
        for (let call = 0; call < CALLS; call += 1) expect(await verify(parameters, headers)).toBe(status);
      });
      expect(sent).toEqual(Array<string>(CALLS).fill('evalsha'));
      expect(asked.map((way) => way.mock.calls.length)).toEqual([0, 0, 0]);
    },
  );
});
