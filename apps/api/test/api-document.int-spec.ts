import { seedCaller } from '@gatehouse/testing';
import { verifySchemas } from '../src/data-plane/verify/verify.openapi';
import { startTestApi, type TestApi } from './test-api';

interface Described {
  readonly properties: object;
  readonly required: readonly string[];
}

/** Fields of an answer that the document does not name, and required ones that the answer lacks. */
function differences(body: Record<string, unknown>, described: Described): { unnamed: string[]; lacking: string[] } {
  return {
    unnamed: Object.keys(body).filter((name) => !(name in described.properties)),
    lacking: described.required.filter((name) => !(name in body)),
  };
}

describe('the API document', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.stop());

  it("describes the creator's API and verify", async () => {
    const { body } = await api.browser().get('/api/v1/openapi.json');
    expect(body).toMatchObject({
      openapi: expect.stringMatching(/^3\./),
      paths: {
        '/api/v1/workspaces': expect.any(Object),
        '/t/{workspace}/verify': { get: expect.any(Object), post: expect.any(Object) },
      },
      components: { schemas: { VerifyActive: expect.any(Object), VerifyDenied: expect.any(Object) } },
    });
  });

  it('names the fields that verify answers with, and no others', async () => {
    const caller = await seedCaller(api.database);
    const ask = async (authorization: string): Promise<Record<string, unknown>> =>
      (await api.server.inject({ url: `/t/${caller.slug}/verify`, headers: { authorization } })).json();
    const active = await ask(`Bearer ${caller.token}`);
    const { VerifyActive, VerifyDenied } = verifySchemas;
    expect(differences(active, VerifyActive)).toEqual({ unnamed: [], lacking: [] });
    for (const part of ['quota', 'rate'] as const) {
      expect(differences(active[part] as Record<string, unknown>, VerifyActive.properties[part])).toEqual({
        unnamed: [],
        lacking: [],
      });
    }
    expect(differences(await ask('Bearer nobody'), VerifyDenied)).toEqual({ unnamed: [], lacking: [] });
  });
});
