import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Row-level security stands on the partitioned tables; the owner reads a partition by its own name to see everybody's rows. That is done here
 * and nowhere else, and only sums leave the function.
 */
export const RETIRE = `
  CREATE FUNCTION retire_usage_partition(kind text, month date) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '2s' AS $$
  DECLARE
    first_day date := date_trunc('month', month)::date;
    starts_at timestamptz := first_day::timestamp AT TIME ZONE 'UTC';
    ends_at timestamptz := (first_day + interval '1 month')::timestamp AT TIME ZONE 'UTC';
    suffix text := to_char(first_day, 'YYYY_MM');
    partition text;
    part record;
    waits boolean;
    differs boolean;
  BEGIN
    IF kind NOT IN ('hours', 'batches') THEN RAISE EXCEPTION 'no such kind of partition'; END IF;
    partition := CASE kind WHEN 'hours' THEN 'usage_hourly_' ELSE 'usage_batch_parts_' END || suffix;
    IF to_regclass(partition) IS NULL THEN RETURN 'absent'; END IF;
    PERFORM pg_advisory_xact_lock(7002);
    EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE', partition);

    IF kind = 'batches' THEN
      EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE NOT rolled_up)', partition) INTO waits;
      IF waits THEN RETURN 'a batch of it is not rolled up yet'; END IF;
      UPDATE usage_books SET batches_kept_since = greatest(batches_kept_since, ends_at);
    ELSE
      FOR part IN SELECT inhrelid::regclass AS name FROM pg_inherits WHERE inhparent = 'usage_batch_parts'::regclass LOOP
        EXECUTE format(
          'SELECT EXISTS (SELECT FROM %s p CROSS JOIN LATERAL jsonb_to_recordset(p.entries) AS l(h int)
             WHERE NOT p.rolled_up AND to_timestamp(l.h::bigint * 3600) >= $1 AND to_timestamp(l.h::bigint * 3600) < $2)', part.name)
          INTO waits USING starts_at, ends_at;
        IF waits THEN RETURN 'a batch with hours of it is not rolled up yet'; END IF;
      END LOOP;
      -- A month that was retired before holds what came late since, which its days hold, too, and is less than they.
      IF (SELECT hours_kept_since FROM usage_books) < ends_at THEN
        EXECUTE format(
          'SELECT EXISTS (
             (SELECT workspace_id, sum(calls), sum(cost), sum(denied) FROM %1$I GROUP BY 1
              EXCEPT SELECT workspace_id, sum(calls), sum(cost), sum(denied) FROM %2$I GROUP BY 1)
             UNION ALL
             (SELECT workspace_id, sum(calls), sum(cost), sum(denied) FROM %2$I GROUP BY 1
              EXCEPT SELECT workspace_id, sum(calls), sum(cost), sum(denied) FROM %1$I GROUP BY 1))',
          partition, 'usage_daily_' || suffix) INTO differs;
        IF differs THEN RETURN 'its days do not add up to its hours'; END IF;
        UPDATE usage_books SET hours_kept_since = ends_at;
      END IF;
    END IF;
    EXECUTE format('DROP TABLE %I', partition);
    RETURN 'retired';
  END $$`;

/** Why: hours and batches are kept for as long as the operator says, and no longer; days, months and totals stay. */
export class RetireUsagePartitions1763700000023 implements MigrationInterface {
  name = 'RetireUsagePartitions1763700000023';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(RETIRE);
    await runner.query('REVOKE ALL ON FUNCTION retire_usage_partition(text, date) FROM PUBLIC');
    await runner.query('GRANT EXECUTE ON FUNCTION retire_usage_partition(text, date) TO gatehouse_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION retire_usage_partition(text, date)');
  }
}
