import { createTestDatabase, type TestDatabase } from '@gatehouse/testing';
import { buildOwnerDataSource } from './data-source';
import { SubscriberIdentities1763700000015 } from './migrations/0015-subscriber-identities.migration';

describe('linked accounts', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await createTestDatabase();
    await test.query(`INSERT INTO workspaces (id, slug, name) VALUES ('wsp_a', 'a', 'A'), ('wsp_b', 'b', 'B')`);
    for (const [workspace, id] of [
      ['wsp_a', 'usr_1'],
      ['wsp_b', 'usr_1'],
      ['wsp_b', 'usr_2'],
    ]) {
      await test.query(
        `INSERT INTO subscribers (workspace_id, id, email, email_verified, sign_in_method, first_seen_at, last_seen_at)
         VALUES ($1, $2, $2 || '@example.com', true, 'google', now(), now())`,
        [workspace, id],
      );
    }
  });
  afterAll(() => test.drop());

  it("keep every subscriber's Google account through the migration, there and back", async () => {
    const owner = buildOwnerDataSource(test.url);
    await owner.initialize();
    const runner = owner.createQueryRunner();
    const migration = new SubscriberIdentities1763700000015();
    await runner.startTransaction();
    await migration.down(runner);
    await runner.query('ALTER TABLE subscribers NO FORCE ROW LEVEL SECURITY');
    await runner.query(`UPDATE subscribers SET google_subject = 'g-' || workspace_id WHERE id = 'usr_1'`);
    await runner.query('ALTER TABLE subscribers FORCE ROW LEVEL SECURITY');
    await migration.up(runner);
    await runner.commitTransaction();
    const linked = 'SELECT workspace_id, id, subscriber_id, provider, subject FROM subscriber_identities ORDER BY workspace_id';
    expect(await test.query(linked)).toEqual([
      { workspace_id: 'wsp_a', id: 'idn_1', subscriber_id: 'usr_1', provider: 'google', subject: 'g-wsp_a' },
      { workspace_id: 'wsp_b', id: 'idn_1', subscriber_id: 'usr_1', provider: 'google', subject: 'g-wsp_b' },
    ]);
    await runner.startTransaction();
    await migration.down(runner);
    expect(await test.query('SELECT 1')).toHaveLength(1);
    await migration.up(runner);
    await runner.commitTransaction();
    await owner.destroy();
    expect(await test.query(linked)).toHaveLength(2);
  });

  it('are one person each: neither an account nor a provider twice, and none without its subscriber', async () => {
    const insert = (workspace: string, id: string, subscriber: string, provider: string, subject: string): Promise<unknown> =>
      test.query(
        `INSERT INTO subscriber_identities (workspace_id, id, subscriber_id, provider, subject, linked_at)
         VALUES ($1, $2, $3, $4, $5, now())`,
        [workspace, id, subscriber, provider, subject],
      );
    await insert('wsp_b', 'idn_2', 'usr_2', 'github', '77');
    await expect(insert('wsp_b', 'idn_3', 'usr_1', 'github', '77')).rejects.toThrow(/provider_subject_key/);
    await expect(insert('wsp_b', 'idn_4', 'usr_2', 'github', '78')).rejects.toThrow(/subscriber_id_provider_key/);
    await expect(insert('wsp_a', 'idn_5', 'usr_2', 'github', '77')).rejects.toThrow(/subscriber_id_fkey/);
  });
});
