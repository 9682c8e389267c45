import { KeyRing, signJwt } from '@gatehouse/platform';
import {
  createTestDatabase,
  emptyTestRedis,
  seedCaller,
  type SeededCaller,
  TestClock,
  type TestDatabase,
} from '@gatehouse/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { startPlane, testConfig } from '../../../test/start-plane';
import { JwksModule } from './jwks.module';

describe('the key set', () => {
  let test: TestDatabase;
  let app: NestFastifyApplication;
  let caller: SeededCaller;
  const get = (path: string, headers: Record<string, string> = {}) => app.inject({ url: path, headers });

  beforeAll(async () => {
    test = await createTestDatabase();
    app = await startPlane(testConfig(test.url, await emptyTestRedis()), new TestClock(), [JwksModule]);
    caller = await seedCaller(test);
  });
  afterAll(async () => {
    await app.close();
    await test.drop();
  });

  it('verifies what the workspace signs, and shows no private part', async () => {
    const response = await get(`/t/${caller.slug}/.well-known/jwks.json`);
    expect(response.statusCode).toBe(200);
    const keySet = response.json<JSONWebKeySet>();
    for (const algorithm of ['RS256', 'ES256'] as const) {
      const jwt = await signJwt(await app.get(KeyRing).signer(caller.workspaceId, algorithm), { sub: 'usr_1' });
      expect((await jwtVerify(jwt, createLocalJWKSet(keySet))).payload).toEqual({ sub: 'usr_1' });
    }
    const members = new Set(keySet.keys.flatMap((key) => Object.keys(key)));
    expect([...members].sort()).toEqual(['alg', 'crv', 'e', 'kid', 'kty', 'n', 'use', 'x', 'y']);
  });

  it('may be kept for an hour, and is not sent again to whoever has it', async () => {
    const first = await get(`/t/${caller.slug}/.well-known/jwks.json`);
    expect(first.headers).toMatchObject({
      'cache-control': 'public, max-age=3600',
      'content-type': 'application/json; charset=utf-8',
      'access-control-allow-origin': '*',
    });
    const etag = String(first.headers['etag']);
    for (const condition of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await get(`/t/${caller.slug}/.well-known/jwks.json`, { 'if-none-match': condition });
      expect([again.statusCode, again.body, again.headers['etag']]).toEqual([304, '', etag]);
    }
    expect((await get(`/t/${caller.slug}/.well-known/jwks.json`, { 'if-none-match': '"other"' })).statusCode).toBe(200);
  });

  it("is each workspace's own", async () => {
    const other = await seedCaller(test);
    const kids = async (slug: string) =>
      (await get(`/t/${slug}/.well-known/jwks.json`)).json<JSONWebKeySet>().keys.map(({ kid }) => kid);
    const mine = await kids(caller.slug);
    for (const kid of await kids(other.slug)) expect(mine).not.toContain(kid);
  });

  it.each(['no-such-workspace', 'no%00such', 'A'.repeat(200)])(
    'is not found for the workspace %s, and makes no key',
    async (slug) => {
      const before = await test.rowCounts();
      const response = await get(`/t/${slug}/.well-known/jwks.json`);
      expect([response.statusCode, response.json<{ error: string }>().error]).toEqual([404, 'not_found']);
      expect(await test.rowCounts()).toEqual(before);
    },
  );
});
