import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  'DROP INDEX interactions_expires_at_idx',
  'DROP INDEX authorization_codes_expires_at_idx',
  'DROP INDEX access_tokens_expires_at_idx',
  'CREATE INDEX interactions_expires_at_idx ON interactions (workspace_id, expires_at)',
  'CREATE INDEX interactions_gpt_id_idx ON interactions (workspace_id, gpt_id)',
  'CREATE INDEX interactions_subscriber_id_idx ON interactions (workspace_id, subscriber_id)',
  'CREATE INDEX authorization_codes_expires_at_idx ON authorization_codes (workspace_id, expires_at)',
  'CREATE INDEX authorization_codes_grant_id_idx ON authorization_codes (workspace_id, grant_id)',
  'CREATE INDEX access_tokens_expires_at_idx ON access_tokens (workspace_id, expires_at)',
  'CREATE INDEX refresh_tokens_idle_expires_at_idx ON refresh_tokens (workspace_id, idle_expires_at)',
  'CREATE INDEX subscriber_sessions_expires_at_idx ON subscriber_sessions (workspace_id, expires_at)',
  'CREATE INDEX member_sessions_expires_at_idx ON member_sessions (expires_at)',
  'CREATE INDEX subscriptions_gpt_id_tier_id_idx ON subscriptions (workspace_id, gpt_id, tier_id)',
  'CREATE INDEX usage_hourly_gpt_id_hour_idx ON usage_hourly (workspace_id, gpt_id, hour)',
];

/**
 * Why: pruning goes workspace by workspace and must not walk everybody's rows to find one workspace's; deleting a person or a GPT must find what
 * points at them; a GPT's calls are counted without reading those of its siblings.
 */
export class IndexesForPruningAndKeys1763700000010 implements MigrationInterface {
  name = 'IndexesForPruningAndKeys1763700000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of STATEMENTS.filter((statement) => statement.startsWith('CREATE')).map(
      (statement) => statement.split(' ')[2],
    )) {
      await runner.query(`DROP INDEX ${name}`);
    }
    for (const table of ['interactions', 'authorization_codes', 'access_tokens']) {
      await runner.query(`CREATE INDEX ${table}_expires_at_idx ON ${table} (expires_at)`);
    }
  }
}
