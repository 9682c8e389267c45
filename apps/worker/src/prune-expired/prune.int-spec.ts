import { hourOf, hourStart, monthOf, shardOf } from '@gatehouse/core';
import { Database, directUsageRepository, newId } from '@gatehouse/platform';
import { createTestDatabase, seedCaller, type SeededCaller, TestClock, type TestDatabase } from '@gatehouse/testing';
import { randomBytes } from 'node:crypto';
import { Prune } from './prune.service';

const now = new Date('2026-11-21T10:00:00Z');
const longAgo = '2026-11-20T09:59:59Z';
const today = '2026-11-20T10:00:01Z';

describe('pruning', () => {
  let test: TestDatabase;
  let database: Database;
  let prune: Prune;

  beforeEach(async () => {
    test = await createTestDatabase();
    database = await Database.connect(test.url, 3);
    prune = new Prune(database, new TestClock(now));
  });
  afterEach(async () => {
    await database.close();
    await test.drop();
  });

  const countOf = async (table: string): Promise<number> => (await test.rowCounts())[table] ?? 0;

  async function addRefreshToken(caller: SeededCaller, idleUntil: string, absoluteUntil: string): Promise<void> {
    await test.query(
      `INSERT INTO refresh_tokens (workspace_id, id, grant_id, gpt_id, subscriber_id, authorization_code_id, token_hash, scopes,
         created_at, idle_expires_at, absolute_expires_at)
       SELECT $1, $2, $3, $4, $5, id, $6, '{}', now(), $7, $8 FROM authorization_codes WHERE grant_id = $3`,
      [
        caller.workspaceId,
        newId('rtk'),
        caller.grantId,
        caller.gptId,
        caller.subscriberId,
        randomBytes(32),
        idleUntil,
        absoluteUntil,
      ],
    );
  }

  const endCode = (caller: SeededCaller, at: string) =>
    test.query('UPDATE authorization_codes SET expires_at = $2 WHERE grant_id = $1', [caller.grantId, at]);

  async function addInteraction(caller: SeededCaller, expiresAt: string): Promise<void> {
    const id = newId('int');
    await test.query(
      `INSERT INTO interactions (workspace_id, id, gpt_id, browser_hash, request, expires_at) VALUES ($1, $2, $3, $4, '{}', $5)`,
      [caller.workspaceId, id, caller.gptId, randomBytes(32), expiresAt],
    );
    await test.query(
      `INSERT INTO sign_in_codes (workspace_id, interaction_id, email, code_hash, attempts_left, sent_at, expires_at)
       VALUES ($1, $2, 'a@example.com', $3, 5, now(), $4)`,
      [caller.workspaceId, id, randomBytes(32), expiresAt],
    );
  }

  it('takes what ended a day ago, in every workspace, and leaves what may still be asked about', async () => {
    for (let workspace = 0; workspace < 3; workspace += 1) {
      const gone = await seedCaller(test, { expiresAt: new Date(longAgo) });
      const fresh = await seedCaller(test, { beside: gone, expiresAt: new Date(today) });
      await endCode(gone, longAgo);
      await endCode(fresh, longAgo);
      await addInteraction(gone, longAgo);
      await addInteraction(gone, today);
    }
    expect(await prune.run()).toBe(9);
    expect(await test.rowCounts()).toMatchObject({
      access_tokens: 3,
      authorization_codes: 3,
      interactions: 3,
      sign_in_codes: 3,
      grants: 6,
      subscribers: 6,
    });
    expect(await prune.run()).toBe(0);
  });

  it('keeps a code while a token hangs from it, so that its second redemption can revoke that', async () => {
    const caller = await seedCaller(test, { expiresAt: new Date(longAgo) });
    await endCode(caller, longAgo);
    await addRefreshToken(caller, '2027-01-01T00:00:00Z', '2027-06-01T00:00:00Z');
    await prune.run();
    expect([await countOf('access_tokens'), await countOf('refresh_tokens'), await countOf('authorization_codes')]).toEqual([
      0, 1, 1,
    ]);
  });

  it('takes refresh tokens that could not be used whatever happened', async () => {
    const caller = await seedCaller(test);
    await addRefreshToken(caller, longAgo, '2027-06-01T00:00:00Z');
    await addRefreshToken(caller, '2027-01-01T00:00:00Z', '2027-06-01T00:00:00Z');
    expect(await prune.run()).toBe(1);
    expect(await countOf('refresh_tokens')).toBe(1);
  });

  it("takes members' sessions and codes that are over", async () => {
    await test.query(
      `INSERT INTO members (id, email, name) VALUES ('mbr_1', 'a@example.com', 'A'), ('mbr_2', 'b@example.com', 'B')`,
    );
    for (const [member, expiresAt] of [
      ['mbr_1', longAgo],
      ['mbr_2', today],
    ]) {
      await test.query('INSERT INTO member_sessions (token_hash, id, member_id, expires_at) VALUES ($1, $2, $3, $4)', [
        randomBytes(32),
        `ses_of_${member}`,
        member,
        expiresAt,
      ]);
      await test.query(
        'INSERT INTO member_email_codes (member_id, code_hash, attempts_left, expires_at) VALUES ($1, $2, 5, $3)',
        [member, randomBytes(32), expiresAt],
      );
    }
    expect(await prune.run()).toBe(2);
    expect([await countOf('member_sessions'), await countOf('member_email_codes')]).toEqual([1, 1]);
  });

  it('goes on until nothing is left, a thousand rows at a time', async () => {
    const caller = await seedCaller(test);
    await test.query(
      `INSERT INTO interactions (workspace_id, id, gpt_id, browser_hash, request, expires_at)
       SELECT $1, 'int_' || n, $2, 'x', '{}', $3 FROM generate_series(1, 2500) n`,
      [caller.workspaceId, caller.gptId, longAgo],
    );
    expect(await prune.run()).toBe(2500);
  });

  it('forgets batches that are long written, and never the last one of a shard', async () => {
    await test.query(
      `INSERT INTO usage_batches (id, shard, entries, written_at, rolled_up_at) SELECT id, shard, 1, written_at::timestamptz, now() FROM (VALUES
         ('bat_1', 1, '2026-11-21T08:00:00Z'), ('bat_2', 1, '2026-11-21T08:30:00Z'),
         ('bat_3', 2, '2026-11-21T08:00:00Z'), ('bat_4', 2, '2026-11-21T09:30:00Z'), ('bat_5', 2, '2026-11-21T09:45:00Z')) v(id, shard, written_at)`,
    );
    await prune.run();
    const left = await test.query<{ id: string }>('SELECT id FROM usage_batches ORDER BY id');
    expect(left.map(({ id }) => id)).toEqual(['bat_2', 'bat_4', 'bat_5']);
  });

  it('keeps the last batch that Redis may still hold, whatever was counted without Redis since: delivered again, it would count twice', async () => {
    const { workspaceId, gptId, subscriberId } = await seedCaller(test);
    const shard = shardOf(workspaceId, subscriberId);
    await test.query(
      `INSERT INTO usage_batches (id, shard, entries, written_at, rolled_up_at) VALUES ('bat_1', $1, 1, '2026-11-21T08:00:00Z', now())`,
      [shard],
    );
    await test.query(`SELECT ensure_usage_partition('2026-11-01')`);
    const counts = { calls: 1n, cost: 1n, denied: 0n };
    const caller = { workspaceId, gptId, subscriberId, action: '*', tier: 'free' };
    const entry = { ...caller, hour: hourOf(now), startsAt: hourStart(hourOf(now)), counts };
    await database.inWorkspace(workspaceId, (tx) => directUsageRepository.count(tx, newId('bat'), entry, monthOf(now), now));
    await prune.run();
    expect(await test.query(`SELECT id FROM usage_batches WHERE shard = $1`, [shard])).toEqual([{ id: 'bat_1' }]);
    expect(await test.query(`SELECT shard FROM usage_batch_parts`)).toEqual([{ shard }]);
  });

  it('keeps a batch that waits for its rollup, however old', async () => {
    await test.query(
      `INSERT INTO usage_batches (id, shard, entries, written_at) VALUES
         ('bat_1', 1, 1, '2026-11-01T08:00:00Z'), ('bat_2', 1, 1, '2026-11-21T09:30:00Z')`,
    );
    await prune.run();
    expect(await countOf('usage_batches')).toBe(2);
  });
});
