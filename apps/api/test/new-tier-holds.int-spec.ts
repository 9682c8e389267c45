import { createLogger } from '@gatehouse/platform';
import { seedCaller } from '@gatehouse/testing';
import { type Api, buildApi } from '../src/bootstrap';
import { ControlPlaneModule } from '../src/control-plane.module';
import { DataPlaneModule } from '../src/data-plane.module';
import { startTestApi, type TestApi } from './test-api';
import { signUp } from './test-members';

describe('a tier that is made', () => {
  let api: TestApi;
  let other: Api;

  beforeAll(async () => {
    api = await startTestApi({ planes: [ControlPlaneModule, DataPlaneModule] });
    other = await buildApi({ config: api.config, logger: createLogger(api.config, 'other'), clock: api.clock }, [
      DataPlaneModule,
    ]);
  });
  afterAll(async () => {
    await other.close();
    await api.stop();
  });

  it('is what a refused caller may pay for on the next call, on every instance that remembers them', async () => {
    const creator = await signUp(api, 'ada@example.com');
    const caller = await seedCaller(api.database, { tier: { scopes: ['read'] }, scopes: ['read', 'write'] });
    await api.database.query(
      `INSERT INTO memberships (workspace_id, member_id, role) SELECT $1, id, 'owner' FROM members WHERE email = 'ada@example.com'`,
      [caller.workspaceId],
    );
    const gpt = `/api/v1/workspaces/${caller.slug}/gpts/${caller.gptId}`;
    const write = async ({ server }: Pick<Api, 'server'>): Promise<unknown[]> => {
      const answer = await server.inject({
        url: `/t/${caller.slug}/verify?scope=write`,
        headers: { authorization: `Bearer ${caller.token}` },
      });
      return [answer.statusCode, answer.json().error];
    };
    // Twice: on the second one the caller is remembered.
    for (let n = 0; n < 2; n += 1) {
      expect([await write(api), await write(other)]).toEqual(Array(2).fill([403, 'insufficient_scope']));
    }
    const pro = { key: 'pro', name: 'Pro', price: { amount: 900, currency: 'eur', interval: 'month' } };
    expect((await creator.post(`${gpt}/tiers`, pro)).status).toBe(201);
    expect([await write(api), await write(other)]).toEqual(Array(2).fill([402, 'payment_required']));
  });
});
