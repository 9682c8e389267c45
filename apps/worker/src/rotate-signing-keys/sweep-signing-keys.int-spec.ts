import { SIGNING_PERIOD_SECONDS } from '@gatehouse/core';
import { createLogger, Database, KeyRing, Vault } from '@gatehouse/platform';
import { createTestDatabase, TestClock, type TestDatabase } from '@gatehouse/testing';
import { randomBytes } from 'node:crypto';
import { sweepSigningKeys } from './sweep-signing-keys';

describe('the sweep over signing keys', () => {
  let test: TestDatabase;
  let database: Database;
  let keyRing: KeyRing;
  const clock = new TestClock();
  const logger = createLogger({ logLevel: 'silent' }, 'test');
  const sweep = () => sweepSigningKeys(database, keyRing, logger);

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await Database.connect(test.url, 3);
    keyRing = new KeyRing(database, new Vault([{ id: 'm', key: randomBytes(32) }]), clock);
    // More than one page of them, of which two sign.
    await test.query(
      `INSERT INTO workspaces (id, slug, name) SELECT 'wsp_' || n, 's' || n, 'W' FROM generate_series(1001, 1600) n`,
    );
    for (const workspace of ['wsp_1001', 'wsp_1600']) await keyRing.signer(workspace, 'RS256');
  });
  afterAll(async () => {
    await database.close();
    await test.drop();
  });

  it('visits every workspace, and finds nothing to do while the keys are young', async () => {
    expect(await sweep()).toEqual({ workspaces: 600, steps: 0, failures: 0 });
  });

  it('rotates what is due, in the first workspace and in the last, and leaves the others without keys', async () => {
    clock.advance(SIGNING_PERIOD_SECONDS);
    // Two algorithms in two workspaces: each promotes a key and announces another.
    expect(await sweep()).toEqual({ workspaces: 600, steps: 8, failures: 0 });
    expect(await sweep()).toMatchObject({ steps: 0 });
    expect(await test.query('SELECT DISTINCT workspace_id AS id FROM signing_keys ORDER BY 1')).toEqual([
      { id: 'wsp_1001' },
      { id: 'wsp_1600' },
    ]);
  });

  it('goes on to the next workspace when one fails', async () => {
    clock.advance(SIGNING_PERIOD_SECONDS);
    const broken = {
      rotate: (id: string) => (id === 'wsp_1001' ? Promise.reject(new Error('no')) : keyRing.rotate(id)),
    } as KeyRing;
    expect(await sweepSigningKeys(database, broken, logger)).toMatchObject({ workspaces: 600, failures: 1 });
    expect((await sweep()).steps).toBeGreaterThan(0);
  });
});
