import type { MigrationInterface, QueryRunner } from 'typeorm';

const counts = 'calls, cost, denied';

/** By whose they are, so that a caller's months lie beside each other, and the counts with them; then by calls. */
const up: readonly string[] = [
  'ALTER TABLE usage_caller_monthly DROP CONSTRAINT usage_caller_monthly_pkey',
  `ALTER TABLE usage_caller_monthly ADD CONSTRAINT usage_caller_monthly_pkey PRIMARY KEY (workspace_id, subscriber_id, month) INCLUDE (${counts})`,
  'DROP INDEX usage_caller_monthly_subscriber_id_month_idx, usage_caller_monthly_month_calls_idx',
  `CREATE INDEX usage_caller_monthly_busiest_idx ON usage_caller_monthly (workspace_id, month, calls, subscriber_id, cost, denied)`,
  'ALTER TABLE usage_period DROP CONSTRAINT usage_period_pkey',
  `ALTER TABLE usage_period ADD CONSTRAINT usage_period_pkey PRIMARY KEY (workspace_id, subscriber_id, gpt_id, month) INCLUDE (${counts})`,
  'DROP INDEX usage_period_subscriber_id_month_idx',
  `CREATE INDEX usage_period_busiest_idx ON usage_period (workspace_id, month, gpt_id, calls, subscriber_id, cost, denied)`,
];

const down: readonly string[] = [
  'DROP INDEX usage_caller_monthly_busiest_idx, usage_period_busiest_idx',
  'ALTER TABLE usage_caller_monthly DROP CONSTRAINT usage_caller_monthly_pkey',
  'ALTER TABLE usage_caller_monthly ADD CONSTRAINT usage_caller_monthly_pkey PRIMARY KEY (workspace_id, month, subscriber_id)',
  'CREATE INDEX usage_caller_monthly_month_calls_idx ON usage_caller_monthly (workspace_id, month, calls)',
  'CREATE INDEX usage_caller_monthly_subscriber_id_month_idx ON usage_caller_monthly (workspace_id, subscriber_id, month)',
  'ALTER TABLE usage_period DROP CONSTRAINT usage_period_pkey',
  'ALTER TABLE usage_period ADD CONSTRAINT usage_period_pkey PRIMARY KEY (workspace_id, month, gpt_id, subscriber_id)',
  'CREATE INDEX usage_period_subscriber_id_month_idx ON usage_period (workspace_id, subscriber_id, month)',
];

/**
 * Why: who called most of one GPT is found among few, as of all GPTs, and what somebody called in a year is read from one place of an index (ADR 0029). Both
 * tables are locked while their indexes are made, some seconds for a million rows: roll-up waits that long, reports and quotas do too.
 */
export class ListsOfCallers1763700000051 implements MigrationInterface {
  name = 'ListsOfCallers1763700000051';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
