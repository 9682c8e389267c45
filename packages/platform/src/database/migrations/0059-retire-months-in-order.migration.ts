import type { MigrationInterface, QueryRunner } from 'typeorm';
import { RETIRE as RETIRE_BEFORE } from './0023-retire-usage-partitions.migration';

/**
 * Compares a month's hours with its days while they may be read: who writes to it waits, which after so long is what comes late and the erasure of somebody. Only then, for as long as taking the table away needs, do
 * readers. A month of hours stays as long as one before it does.
 */
export const RETIRE = `
  CREATE OR REPLACE FUNCTION retire_usage_partition(kind text, month date) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '2s' AS $$
  DECLARE
    first_day date := date_trunc('month', month)::date;
    starts_at timestamptz := first_day::timestamp AT TIME ZONE 'UTC';
    ends_at timestamptz := (first_day + interval '1 month')::timestamp AT TIME ZONE 'UTC';
    suffix text := to_char(first_day, 'YYYY_MM');
    kept_since timestamptz := (SELECT hours_kept_since FROM usage_books);
    partition text;
    part record;
    differs boolean;
    waits boolean;
  BEGIN
    IF kind NOT IN ('hours', 'batches') THEN RAISE EXCEPTION 'no such kind of partition'; END IF;
    partition := CASE kind WHEN 'hours' THEN 'usage_hourly_' ELSE 'usage_batch_parts_' END || suffix;
    IF to_regclass(partition) IS NULL THEN RETURN 'absent'; END IF;
    EXECUTE format('LOCK TABLE %I IN SHARE MODE', partition);

    IF kind = 'batches' THEN
      EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE NOT rolled_up)', partition) INTO waits;
      IF waits THEN RETURN 'a batch of it is not rolled up yet'; END IF;
      UPDATE usage_books SET batches_kept_since = greatest(batches_kept_since, ends_at);
    ELSE
      -- Months that were retired before come back for what comes late, and keep nothing.
      IF EXISTS (SELECT FROM (SELECT to_date(right(c.relname, 7), 'YYYY_MM') AS starts
                                FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'usage_hourly'::regclass) m
                  WHERE m.starts < first_day AND m.starts::timestamp AT TIME ZONE 'UTC' >= kept_since)
      THEN RETURN 'a month before it stays'; END IF;
      FOR part IN SELECT inhrelid::regclass AS name FROM pg_inherits WHERE inhparent = 'usage_batch_parts'::regclass LOOP
        EXECUTE format(
          'SELECT EXISTS (SELECT FROM %s p CROSS JOIN LATERAL jsonb_to_recordset(p.entries) AS l(h int)
             WHERE NOT p.rolled_up AND to_timestamp(l.h::bigint * 3600) >= $1 AND to_timestamp(l.h::bigint * 3600) < $2)', part.name)
          INTO waits USING starts_at, ends_at;
        IF waits THEN RETURN 'a batch with hours of it is not rolled up yet'; END IF;
      END LOOP;
      -- A month that was retired before holds what came late since, which its days hold, too, and is less than they.
      IF kept_since < ends_at THEN
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
    PERFORM pg_advisory_xact_lock(7002);
    EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE', partition);
    EXECUTE format('DROP TABLE %I', partition);
    RETURN 'retired';
  END $$`;

/** Why: a later month that went first took with it what an earlier one, which had to stay, is compared by; and nobody could read the month while it was added up. */
export class RetireMonthsInOrder1763700000059 implements MigrationInterface {
  name = 'RetireMonthsInOrder1763700000059';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(RETIRE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(RETIRE_BEFORE.replace('CREATE FUNCTION', 'CREATE OR REPLACE FUNCTION'));
  }
}
