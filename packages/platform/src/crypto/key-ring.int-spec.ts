import {
  ID_TOKEN_TTL_SECONDS,
  KEY_SET_MAX_AGE_SECONDS,
  PREVIOUS_RETENTION_SECONDS,
  SIGNER_CACHE_SECONDS,
  SIGNING_PERIOD_SECONDS,
} from '@gatehouse/core';
import { createTestDatabase, TestClock, type TestDatabase } from '@gatehouse/testing';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { randomBytes } from 'node:crypto';
import { Database } from '../database/database';
import { KeyRing } from './key-ring';
import { recogniseJwt } from './recognise-jwt';
import { type PublicJwk, signJwt } from './signing';
import { Vault } from './vault';

describe('the signing keys of a workspace', () => {
  let test: TestDatabase;
  let database: Database;
  let clock: TestClock;
  const vault = new Vault([{ id: 'm1', key: randomBytes(32) }]);
  const newRing = (): KeyRing => new KeyRing(database, vault, clock);
  let made = 0;
  const newWorkspace = async (): Promise<string> => {
    const id = `wsp_${++made}`;
    await test.query(`INSERT INTO workspaces (id, slug, name) VALUES ($1, $1, 'W')`, [id]);
    return id;
  };
  const rows = (workspaceId: string): Promise<{ id: string; state: string; sealed: boolean }[]> =>
    test.query(
      `SELECT id, state, private_sealed IS NOT NULL AS sealed FROM signing_keys WHERE workspace_id = $1 AND algorithm = 'RS256' ORDER BY id`,
      [workspaceId],
    );
  const states = async (workspaceId: string): Promise<string[]> => (await rows(workspaceId)).map(({ state }) => state);
  /** As a relying party verifies: the token's own times count. */
  const verifies = (jwt: string, keys: readonly PublicJwk[]): Promise<unknown> =>
    jwtVerify(jwt, createLocalJWKSet({ keys: keys as never }), { currentDate: clock.now() });
  const recognise = (workspaceId: string, jwt: string) => database.inWorkspace(workspaceId, (tx) => recogniseJwt(tx, jwt));
  const idToken = async (ring: KeyRing, workspaceId: string): Promise<string> => {
    const iat = Math.floor(clock.now().getTime() / 1000);
    return signJwt(await ring.signer(workspaceId, 'RS256'), { sub: 'usr_1', iat, exp: iat + ID_TOKEN_TTL_SECONDS });
  };

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await Database.connect(test.url, 8);
  });
  beforeEach(() => {
    clock = new TestClock();
  });
  afterAll(async () => {
    await database.close();
    await test.drop();
  });

  it('are made at first use, once, however many instances need them at the same time', async () => {
    const workspace = await newWorkspace();
    const rings = Array.from({ length: 6 }, newRing);
    const signers = await Promise.all(rings.map((ring) => ring.signer(workspace, 'RS256')));
    expect(new Set(signers.map(({ keyId }) => keyId)).size).toBe(1);
    expect(await states(workspace)).toEqual(['current', 'next']);
    const sets = await Promise.all(rings.map((ring) => ring.publicKeys(workspace)));
    expect(sets[0]?.map(({ alg }) => alg).sort()).toEqual(['ES256', 'ES256', 'RS256', 'RS256']);
    for (const set of sets) expect(set).toEqual(sets[0]);
  });

  it('are made by asking for the key set, too, which is never empty', async () => {
    const workspace = await newWorkspace();
    expect(await newRing().publicKeys(workspace)).toHaveLength(4);
  });

  it('are not made by the rotation for a workspace that never needed any', async () => {
    const workspace = await newWorkspace();
    expect(await newRing().rotate(workspace)).toBe(0);
    expect(await rows(workspace)).toEqual([]);
  });

  it('are sealed at rest, and open in their own workspace only', async () => {
    const workspace = await newWorkspace();
    const other = await newWorkspace();
    await newRing().signer(workspace, 'RS256');
    const [stored] = await test.query<{ private_sealed: string }>(
      `SELECT private_sealed FROM signing_keys WHERE workspace_id = $1 LIMIT 1`,
      [workspace],
    );
    expect(stored?.private_sealed).toMatch(/^m1\./);
    expect(stored?.private_sealed).not.toContain('PRIVATE KEY');
    expect(() =>
      vault.open(stored?.private_sealed ?? '', { workspaceId: other, column: 'signing_keys.private_sealed' }),
    ).toThrow();
  });

  it('rotate next → current → previous → retired, and a retired one has lost its private half', async () => {
    const workspace = await newWorkspace();
    const ring = newRing();
    const first = (await ring.signer(workspace, 'RS256')).keyId;
    const announced = (await rows(workspace)).find(({ state }) => state === 'next')?.id;

    clock.advance(SIGNING_PERIOD_SECONDS);
    expect(await ring.rotate(workspace)).toBeGreaterThan(0);
    expect((await ring.signer(workspace, 'RS256')).keyId).toBe(announced);
    expect(await states(workspace)).toEqual(['previous', 'current', 'next']);
    expect(await ring.rotate(workspace)).toBe(0);

    clock.advance(PREVIOUS_RETENTION_SECONDS);
    await ring.rotate(workspace);
    expect((await rows(workspace)).find(({ id }) => id === first)).toEqual({ id: first, state: 'retired', sealed: false });
    expect((await ring.publicKeys(workspace)).map(({ kid }) => kid)).not.toContain(first);
  });

  it('are rotated once by workers that come at the same moment', async () => {
    const workspace = await newWorkspace();
    await newRing().signer(workspace, 'RS256');
    clock.advance(SIGNING_PERIOD_SECONDS);
    const taken = await Promise.all(Array.from({ length: 5 }, () => newRing().rotate(workspace)));
    expect(taken.filter((steps) => steps > 0)).toHaveLength(1);
    expect(await states(workspace)).toEqual(['previous', 'current', 'next']);
  });

  it('rotate without a failed verification, whatever copies instances and clients keep', async () => {
    const workspace = await newWorkspace();
    const [worker, instance] = [newRing(), newRing()];
    const issued: { jwt: string; at: number }[] = [];
    let copy = { keys: await instance.publicKeys(workspace), at: clock.now().getTime() };
    const kids = new Set<string>();
    // Three rotations and three retirements, each from an hour before to two hours after, in steps of twenty minutes: the worker comes by, an
    // instance signs with what it remembers, a client verifies with the copy that it has.
    const start = clock.now().getTime();
    const events = [1, 2, 3].flatMap((round) =>
      [0, PREVIOUS_RETENTION_SECONDS].map((lag) => round * SIGNING_PERIOD_SECONDS + lag),
    );
    for (const event of events) {
      for (let seconds = event - 3600; seconds <= event + 7200; seconds += 1200) {
        clock.set(new Date(start + seconds * 1000));
        const now = clock.now().getTime();
        if (now - copy.at >= KEY_SET_MAX_AGE_SECONDS * 1000) copy = { keys: await instance.publicKeys(workspace), at: now };
        const before = await idToken(instance, workspace);
        await worker.rotate(workspace);
        // The instance still holds the key that the worker may just have replaced.
        const after = await idToken(instance, workspace);
        for (const jwt of [before, after]) {
          await verifies(jwt, copy.keys);
          issued.push({ jwt, at: now });
          kids.add((JSON.parse(Buffer.from(jwt.split('.')[0] ?? '', 'base64url').toString()) as { kid: string }).kid);
        }
        const fresh = await newRing().publicKeys(workspace);
        for (const { jwt, at } of issued) if (now - at < ID_TOKEN_TTL_SECONDS * 1000) await verifies(jwt, fresh);
      }
    }
    expect(kids.size).toBe(4);
  });

  it('are remembered no longer than the stages allow', async () => {
    const workspace = await newWorkspace();
    const [worker, instance] = [newRing(), newRing()];
    const before = (await instance.signer(workspace, 'RS256')).keyId;
    clock.advance(SIGNING_PERIOD_SECONDS);
    const fresh = (await instance.signer(workspace, 'RS256')).keyId;
    await worker.rotate(workspace);
    expect((await instance.signer(workspace, 'RS256')).keyId).toBe(fresh);
    clock.advance(SIGNER_CACHE_SECONDS + 1);
    expect((await instance.signer(workspace, 'RS256')).keyId).not.toBe(before);
  });

  it('recognise what they signed after they retired, and nothing of another workspace', async () => {
    const [workspace, other] = [await newWorkspace(), await newWorkspace()];
    const ring = newRing();
    const jwt = await idToken(ring, workspace);
    const foreign = await idToken(ring, other);
    clock.advance(SIGNING_PERIOD_SECONDS);
    await ring.rotate(workspace);
    clock.advance(PREVIOUS_RETENTION_SECONDS);
    await ring.rotate(workspace);
    expect(await states(workspace)).toContain('retired');
    expect(await recognise(workspace, jwt)).toMatchObject({ sub: 'usr_1' });
    expect(await recognise(workspace, foreign)).toBeNull();
    for (const text of ['nonsense', '', 'a.b.c', `${Buffer.from('{"kid":"a\\u0000"}').toString('base64url')}.e30.x`])
      expect(await recognise(workspace, text)).toBeNull();
  });
});
