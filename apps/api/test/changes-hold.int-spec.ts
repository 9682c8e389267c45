import { createLogger } from '@gatehouse/platform';
import { seedCaller, type SeededCaller } from '@gatehouse/testing';
import { type Api, buildApi } from '../src/bootstrap';
import { ControlPlaneModule } from '../src/control-plane.module';
import { DataPlaneModule } from '../src/data-plane.module';
import { startTestApi, type TestApi } from './test-api';
import type { TestBrowser } from './test-browser';
import { signUp } from './test-members';

/** What a creator changes on one instance holds on the next call of every instance, although each remembers who calls. */
describe('changes of the creator', () => {
  let api: TestApi;
  let other: Api;
  let creator: TestBrowser;

  beforeAll(async () => {
    api = await startTestApi({ planes: [ControlPlaneModule, DataPlaneModule] });
    other = await buildApi({ config: api.config, logger: createLogger(api.config, 'other'), clock: api.clock }, [
      DataPlaneModule,
    ]);
    creator = await signUp(api, 'ada@example.com');
  });
  afterAll(async () => {
    await other.close();
    await api.stop();
  });

  /** A subscriber of a GPT of the creator's, whom both instances know from calls before. */
  async function callerOf(): Promise<{ caller: SeededCaller; base: string }> {
    const caller = await seedCaller(api.database, { scopes: [] });
    await api.database.query(
      `INSERT INTO memberships (workspace_id, member_id, role) SELECT $1, id, 'owner' FROM members WHERE email = 'ada@example.com'`,
      [caller.workspaceId],
    );
    for (let n = 0; n < 3; n += 1) expect(await statuses(caller)).toEqual([200, 200]);
    return { caller, base: `/api/v1/workspaces/${caller.slug}` };
  }

  const verify = async ({ server }: Pick<Api, 'server'>, { slug, token }: SeededCaller) => {
    const { statusCode, payload } = await server.inject({
      url: `/t/${slug}/verify`,
      headers: { authorization: `Bearer ${token}` },
    });
    return {
      status: statusCode,
      body: JSON.parse(payload) as { error?: string; tier?: string; quota?: { limit: number | null } },
    };
  };
  const statuses = async (caller: SeededCaller) => [(await verify(api, caller)).status, (await verify(other, caller)).status];

  it('block a subscriber on the next call, and let them in again', async () => {
    const { caller, base } = await callerOf();
    await creator.post(`${base}/subscribers/${caller.subscriberId}/block`);
    expect(await statuses(caller)).toEqual([403, 403]);
    expect((await verify(other, caller)).body.error).toBe('access_blocked');
    await creator.post(`${base}/subscribers/${caller.subscriberId}/unblock`);
    expect(await statuses(caller)).toEqual([200, 200]);
  });

  it('limit a tier on the next call, and lift the limit again', async () => {
    const { caller, base } = await callerOf();
    const tier = `${base}/gpts/${caller.gptId}/tiers/${caller.tierId}`;
    expect((await creator.patch(tier, { quota_per_month: 1 })).status).toBe(200);
    expect(await statuses(caller)).toEqual([429, 429]);
    await creator.patch(tier, { quota_per_month: null });
    expect(await statuses(caller)).toEqual([200, 200]);
  });

  it('take a GPT away on the next call', async () => {
    const { caller, base } = await callerOf();
    expect((await creator.delete(`${base}/gpts/${caller.gptId}`)).status).toBe(204);
    expect(await statuses(caller)).toEqual([401, 401]);
  });

  it('leave everybody else alone', async () => {
    const { caller: blocked, base } = await callerOf();
    const beside = await seedCaller(api.database, { beside: blocked });
    expect(await statuses(beside)).toEqual([200, 200]);
    await creator.post(`${base}/subscribers/${blocked.subscriberId}/block`);
    expect([await statuses(blocked), await statuses(beside)]).toEqual([
      [403, 403],
      [200, 200],
    ]);
  });
});
