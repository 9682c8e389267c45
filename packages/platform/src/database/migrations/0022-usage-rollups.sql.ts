const counts = `calls bigint NOT NULL DEFAULT '0',
     cost bigint NOT NULL DEFAULT '0',
     denied bigint NOT NULL DEFAULT '0'`;

const ofGpt = (table: string): string =>
  `ALTER TABLE ${table} ADD CONSTRAINT ${table}_gpt_id_fkey FOREIGN KEY (workspace_id, gpt_id) REFERENCES gpts(workspace_id, id)`;

/** By caller, then by GPT; from fine to coarse. */
export const rollupTables = [
  'usage_daily',
  'usage_period',
  'usage_totals',
  'usage_gpt_hourly',
  'usage_gpt_daily',
  'usage_gpt_period',
] as const;

/** Tables, keys and indexes as the entities say (a test compares the two). */
export const usageRollups: readonly string[] = [
  `ALTER TABLE usage_batches ADD COLUMN workspaces text[] NOT NULL DEFAULT '{}', ADD COLUMN rolled_up_at timestamptz`,
  // What was written before there were rollups is in them from the start, by the statements below.
  'UPDATE usage_batches SET rolled_up_at = now()',
  'CREATE INDEX usage_batches_waiting_idx ON usage_batches (written_at) WHERE rolled_up_at IS NULL',
  `CREATE TABLE usage_batch_parts (
     workspace_id text NOT NULL,
     written_at timestamptz NOT NULL,
     batch_id text NOT NULL,
     shard integer NOT NULL,
     entries jsonb NOT NULL,
     rolled_up boolean NOT NULL DEFAULT false,
     CONSTRAINT usage_batch_parts_pkey PRIMARY KEY (workspace_id, written_at, batch_id)
   ) PARTITION BY RANGE (written_at)`,
  `CREATE INDEX usage_batch_parts_waiting_idx ON usage_batch_parts (workspace_id, shard) WHERE NOT rolled_up`,
  `ALTER TABLE usage_batch_parts ADD CONSTRAINT usage_batch_parts_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE`,
  `CREATE TABLE usage_daily (
     workspace_id text NOT NULL,
     day date NOT NULL,
     gpt_id text NOT NULL,
     subscriber_id text NOT NULL,
     action text NOT NULL,
     tier text NOT NULL,
     ${counts},
     CONSTRAINT usage_daily_pkey PRIMARY KEY (workspace_id, day, gpt_id, subscriber_id, action, tier)
   ) PARTITION BY RANGE (day)`,
  'CREATE INDEX usage_daily_subscriber_id_day_idx ON usage_daily (workspace_id, subscriber_id, day)',
  `CREATE TABLE usage_period (
     workspace_id text NOT NULL,
     month date NOT NULL,
     gpt_id text NOT NULL,
     subscriber_id text NOT NULL,
     ${counts},
     CONSTRAINT usage_period_pkey PRIMARY KEY (workspace_id, month, gpt_id, subscriber_id)
   )`,
  'CREATE INDEX usage_period_subscriber_id_month_idx ON usage_period (workspace_id, subscriber_id, month)',
  `CREATE TABLE usage_totals (
     workspace_id text NOT NULL,
     gpt_id text NOT NULL,
     subscriber_id text NOT NULL,
     ${counts},
     CONSTRAINT usage_totals_pkey PRIMARY KEY (workspace_id, subscriber_id, gpt_id)
   )`,
  'CREATE INDEX usage_totals_gpt_id_calls_idx ON usage_totals (workspace_id, gpt_id, calls)',
  `CREATE TABLE usage_gpt_hourly (
     workspace_id text NOT NULL,
     hour timestamptz NOT NULL,
     gpt_id text NOT NULL,
     ${counts},
     CONSTRAINT usage_gpt_hourly_pkey PRIMARY KEY (workspace_id, hour, gpt_id)
   )`,
  `CREATE TABLE usage_gpt_daily (
     workspace_id text NOT NULL,
     day date NOT NULL,
     gpt_id text NOT NULL,
     action text NOT NULL,
     tier text NOT NULL,
     ${counts},
     CONSTRAINT usage_gpt_daily_pkey PRIMARY KEY (workspace_id, day, gpt_id, action, tier)
   )`,
  `CREATE TABLE usage_gpt_period (
     workspace_id text NOT NULL,
     month date NOT NULL,
     gpt_id text NOT NULL,
     action text NOT NULL,
     tier text NOT NULL,
     ${counts},
     CONSTRAINT usage_gpt_period_pkey PRIMARY KEY (workspace_id, month, gpt_id, action, tier)
   )`,
  ...rollupTables.map(ofGpt),
  `CREATE TABLE usage_books (
     name text NOT NULL,
     batches_kept_since timestamptz NOT NULL,
     hours_kept_since timestamptz NOT NULL,
     CONSTRAINT usage_books_pkey PRIMARY KEY (name)
   )`,
  `INSERT INTO usage_books VALUES ('ledger', now(), '2000-01-01T00:00:00Z')`,
];

/** A month of everything that is partitioned: the ledger, its days, the batches' contents. */
export const makeMonth = `
  CREATE OR REPLACE FUNCTION ensure_usage_partition(month date) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    first_day date := date_trunc('month', month)::date;
    next_month date := (first_day + interval '1 month')::date;
    suffix text := to_char(first_day, 'YYYY_MM');
  BEGIN
    IF to_regclass('usage_hourly_' || suffix) IS NOT NULL AND to_regclass('usage_daily_' || suffix) IS NOT NULL
      AND to_regclass('usage_batch_parts_' || suffix) IS NOT NULL THEN RETURN; END IF;
    PERFORM pg_advisory_xact_lock(7002);
    EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF usage_hourly FOR VALUES FROM (%L) TO (%L)',
      'usage_hourly_' || suffix, first_day::timestamp AT TIME ZONE 'UTC', next_month::timestamp AT TIME ZONE 'UTC');
    EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF usage_daily FOR VALUES FROM (%L) TO (%L)',
      'usage_daily_' || suffix, first_day, next_month);
    EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF usage_batch_parts FOR VALUES FROM (%L) TO (%L)',
      'usage_batch_parts_' || suffix, first_day::timestamp AT TIME ZONE 'UTC', next_month::timestamp AT TIME ZONE 'UTC');
  END $$`;

const sums = 'sum(calls), sum(cost), sum(denied)';
const day = `(hour AT TIME ZONE 'UTC')::date`;
const month = `date_trunc('month', hour AT TIME ZONE 'UTC')::date`;

/** What the ledger held before. Every later one is made from these tables, so their order matters to nobody. */
export const fillFromLedger: readonly string[] = [
  `INSERT INTO usage_daily SELECT workspace_id, ${day}, gpt_id, subscriber_id, action, tier, ${sums} FROM usage_hourly GROUP BY 1, 2, 3, 4, 5, 6`,
  `INSERT INTO usage_period SELECT workspace_id, ${month}, gpt_id, subscriber_id, ${sums} FROM usage_hourly GROUP BY 1, 2, 3, 4`,
  `INSERT INTO usage_totals SELECT workspace_id, gpt_id, subscriber_id, ${sums} FROM usage_hourly GROUP BY 1, 2, 3`,
  `INSERT INTO usage_gpt_hourly SELECT workspace_id, hour, gpt_id, ${sums} FROM usage_hourly GROUP BY 1, 2, 3`,
  `INSERT INTO usage_gpt_daily SELECT workspace_id, ${day}, gpt_id, action, tier, ${sums} FROM usage_hourly GROUP BY 1, 2, 3, 4, 5`,
  `INSERT INTO usage_gpt_period SELECT workspace_id, ${month}, gpt_id, action, tier, ${sums} FROM usage_hourly GROUP BY 1, 2, 3, 4, 5`,
];
