import type { MigrationInterface, QueryRunner } from 'typeorm';
import { RETIRE as RETIRE_BEFORE } from './0059-retire-months-in-order.migration';

const ofMonth = `
    first_day date := date_trunc('month', month)::date;
    next_month date := (first_day + interval '1 month')::date;
    hours text := 'usage_hourly_' || to_char(first_day, 'YYYY_MM');
    days text := 'usage_daily_' || to_char(first_day, 'YYYY_MM');`;

/** Who writes to a month that is compared: what the comparison saw is deleted by it, so once no writer is under way, what is left came after it. */
const TABLES = [
  `CREATE TABLE usage_late_writes (
     id text NOT NULL, day date NOT NULL, transaction text NOT NULL,
     CONSTRAINT usage_late_writes_pkey PRIMARY KEY (id, day, transaction))`,
  'ALTER TABLE usage_books ADD COLUMN compared_month date',
];

/** Never waits for another writer, nor has one wait: what it notes carries its own transaction. A month's days keep their trigger when its hours are gone, and nothing is noted any more. */
const NOTE = `
  CREATE FUNCTION note_late_usage() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    written date;
    kept_since date := (SELECT hours_kept_since AT TIME ZONE 'UTC' FROM usage_books);
  BEGIN
    IF TG_OP <> 'INSERT' THEN
      IF TG_ARGV[0] = 'hour' THEN written := OLD.hour AT TIME ZONE 'UTC'; ELSE written := OLD.day; END IF;
      IF written >= kept_since THEN
        INSERT INTO usage_late_writes VALUES (OLD.workspace_id, written, pg_current_xact_id()::text) ON CONFLICT DO NOTHING;
      END IF;
    END IF;
    IF TG_OP <> 'DELETE' THEN
      IF TG_ARGV[0] = 'hour' THEN written := NEW.hour AT TIME ZONE 'UTC'; ELSE written := NEW.day; END IF;
      IF written >= kept_since THEN
        INSERT INTO usage_late_writes VALUES (NEW.workspace_id, written, pg_current_xact_id()::text) ON CONFLICT DO NOTHING;
      END IF;
    END IF;
    RETURN NULL;
  END $$`;

/** Making the trigger waits for whoever is writing, so once it is committed nobody writes unnoticed. */
const WATCH = `
  CREATE FUNCTION watch_usage_month(month date) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '2s' AS $$
  DECLARE ${ofMonth}
    part record;
  BEGIN
    FOR part IN SELECT * FROM (VALUES (hours, 'hour'), (days, 'day')) p (name, time) LOOP
      CONTINUE WHEN to_regclass(part.name) IS NULL
        OR EXISTS (SELECT FROM pg_trigger WHERE tgrelid = to_regclass(part.name) AND tgname = 'note_late_usage');
      EXECUTE format('CREATE TRIGGER note_late_usage AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION note_late_usage(%L)',
        part.name, part.time);
    END LOOP;
  END $$`;

/** A month that was retired before holds what came late since, which its days hold, too, and is less than they: nothing of it is compared. */
const BEGIN = `
  CREATE FUNCTION begin_usage_comparison(month date) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE ${ofMonth}
    part record;
    waits boolean;
  BEGIN
    IF to_regclass(hours) IS NULL THEN RETURN 'absent'; END IF;
    FOR part IN SELECT inhrelid::regclass AS name FROM pg_inherits WHERE inhparent = 'usage_batch_parts'::regclass LOOP
      EXECUTE format(
        'SELECT EXISTS (SELECT FROM %s p CROSS JOIN LATERAL jsonb_to_recordset(p.entries) AS l(h int)
           WHERE NOT p.rolled_up AND to_timestamp(l.h::bigint * 3600) >= $1 AND to_timestamp(l.h::bigint * 3600) < $2)', part.name)
        INTO waits USING first_day::timestamp AT TIME ZONE 'UTC', next_month::timestamp AT TIME ZONE 'UTC';
      IF waits THEN RETURN 'a batch with hours of it is not rolled up yet'; END IF;
    END LOOP;
    IF (SELECT hours_kept_since FROM usage_books) >= next_month::timestamp AT TIME ZONE 'UTC' THEN RETURN 'retired before'; END IF;
    RETURN 'begun';
  END $$`;

/** By the index only: sequentially, each slice would read the month. */
const NEXT = `
  CREATE FUNCTION next_usage_slice(month date, after_workspace text, after_day date, slice_rows integer, OUT workspace text, OUT day date)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off AS $$
  DECLARE ${ofMonth}
  BEGIN
    EXECUTE format('SELECT workspace_id, (hour AT TIME ZONE ''UTC'')::date FROM %I WHERE (workspace_id, hour) >= ($1, $2)
                     ORDER BY workspace_id, hour OFFSET $3 LIMIT 1', hours)
      INTO workspace, day USING after_workspace, (after_day + 1)::timestamp AT TIME ZONE 'UTC', slice_rows;
  END $$`;

/** Row by row of a day, as both tables have them, so that faults of two people, actions or tiers do not make up for each other. Who counted nothing needs no row. */
const SLICE = `
  CREATE FUNCTION usage_slice_differs(month date, after_workspace text, after_day date, until_workspace text, until_day date) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off AS $$
  DECLARE ${ofMonth}
    sums_of_hours text := format('SELECT workspace_id, (hour AT TIME ZONE ''UTC'')::date AS day, gpt_id, subscriber_id, action, tier, sum(calls), sum(cost), sum(denied)
                                    FROM %I WHERE (workspace_id, hour) >= ($1, $2)', hours);
    sums_of_days text := format('SELECT workspace_id, day, gpt_id, subscriber_id, action, tier, sum(calls), sum(cost), sum(denied)
                                   FROM %I WHERE (workspace_id, day) > ($1, $3)', days);
    each_row text := ' GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(calls) <> 0 OR sum(cost) <> 0 OR sum(denied) <> 0';
    differs boolean;
  BEGIN
    IF until_workspace IS NOT NULL THEN
      sums_of_hours := sums_of_hours || ' AND (workspace_id, hour) < ($4, $5)';
      sums_of_days := sums_of_days || ' AND (workspace_id, day) <= ($4, $6)';
    END IF;
    sums_of_hours := sums_of_hours || each_row;
    sums_of_days := sums_of_days || each_row;
    EXECUTE format('SELECT EXISTS ((%1$s EXCEPT %2$s) UNION ALL (%2$s EXCEPT %1$s))', sums_of_hours, sums_of_days) INTO differs
      USING after_workspace, (after_day + 1)::timestamp AT TIME ZONE 'UTC', after_day,
            until_workspace, (until_day + 1)::timestamp AT TIME ZONE 'UTC', until_day;
    RETURN differs;
  END $$`;

const LATE = `
  CREATE FUNCTION late_usage(month date) RETURNS TABLE (workspace text, day date)
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT DISTINCT w.id, w.day FROM usage_late_writes w
     WHERE w.day >= date_trunc('month', month)::date AND w.day < (date_trunc('month', month) + interval '1 month')::date
  $$`;

/** Deletes the notes of the writes that its snapshot saw, and no other: numbers of transactions say nothing any more once everything was restored into another cluster. */
const END = `
  CREATE FUNCTION end_usage_comparison(month date) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DELETE FROM usage_late_writes w
     WHERE w.day >= date_trunc('month', month)::date AND w.day < (date_trunc('month', month) + interval '1 month')::date;
    UPDATE usage_books SET compared_month = date_trunc('month', month)::date
  $$`;

/**
 * Takes a month of hours away that was compared, if nobody wrote to it since: who writes waits only while that is looked up, and readers only while the table goes. Taking it away needs the
 * whole ledger, first, as everybody else takes it, too: everybody stands behind who waits for that, so it gives way soon to who reads for long. A month of hours stays as long as one before it does.
 */
const RETIRE = `
  CREATE OR REPLACE FUNCTION retire_usage_partition(kind text, month date) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '2s' AS $$
  DECLARE ${ofMonth}
    ends_at timestamptz := next_month::timestamp AT TIME ZONE 'UTC';
    kept_since timestamptz := (SELECT hours_kept_since FROM usage_books);
    partition text;
    late text;
    waits boolean;
  BEGIN
    IF kind NOT IN ('hours', 'batches') THEN RAISE EXCEPTION 'no such kind of partition'; END IF;
    partition := CASE kind WHEN 'hours' THEN hours ELSE 'usage_batch_parts_' || to_char(first_day, 'YYYY_MM') END;
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
      IF kept_since < ends_at THEN
        IF (SELECT compared_month FROM usage_books) IS DISTINCT FROM first_day THEN RETURN 'it was not compared'; END IF;
        IF EXISTS (SELECT FROM late_usage(first_day)) THEN RETURN 'it was written to after it was compared'; END IF;
        UPDATE usage_books SET hours_kept_since = ends_at, compared_month = NULL;
        DELETE FROM usage_late_writes WHERE day < next_month;
      ELSE
        late := begin_usage_comparison(first_day);
        IF late <> 'retired before' THEN RETURN late; END IF;
      END IF;
    END IF;
    PERFORM pg_advisory_xact_lock(7002);
    PERFORM set_config('lock_timeout', '200ms', true);
    EXECUTE format('LOCK TABLE ONLY %I IN ACCESS EXCLUSIVE MODE', CASE kind WHEN 'hours' THEN 'usage_hourly' ELSE 'usage_batch_parts' END);
    EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE', partition);
    EXECUTE format('DROP TABLE %I', partition);
    RETURN 'retired';
  END $$`;

const FUNCTIONS: Readonly<Record<string, string>> = {
  'watch_usage_month(date)': WATCH,
  'begin_usage_comparison(date)': BEGIN,
  'next_usage_slice(date, text, date, integer)': NEXT,
  'usage_slice_differs(date, text, date, text, date)': SLICE,
  'late_usage(date)': LATE,
  'end_usage_comparison(date)': END,
};

/** Why: a month that took longer than a statement may to be added up was never retired, and whoever had to write to it waited for as long (ADR 0045). */
export class CompareMonthsInSlices1763700000063 implements MigrationInterface {
  name = 'CompareMonthsInSlices1763700000063';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of TABLES) await runner.query(statement);
    await runner.query(NOTE);
    await runner.query('REVOKE ALL ON FUNCTION note_late_usage() FROM PUBLIC');
    for (const [signature, statement] of Object.entries(FUNCTIONS)) {
      await runner.query(statement);
      await runner.query(`REVOKE ALL ON FUNCTION ${signature} FROM PUBLIC`);
      await runner.query(`GRANT EXECUTE ON FUNCTION ${signature} TO gatehouse_app`);
    }
    await runner.query(RETIRE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(RETIRE_BEFORE);
    for (const signature of Object.keys(FUNCTIONS).reverse()) await runner.query(`DROP FUNCTION ${signature}`);
    await runner.query('DROP FUNCTION note_late_usage() CASCADE');
    await runner.query('ALTER TABLE usage_books DROP COLUMN compared_month');
    await runner.query('DROP TABLE usage_late_writes');
  }
}
