/**
 * What the ledger holds and no rollup yet, as rows of the ledger: the contents of batches that wait to be rolled up, some seconds' worth.
 * Rollups and these change in one transaction, so whoever reads both in one statement sees every call exactly once. `$1` is the workspace.
 */
export const WAITING_LINES = `
  SELECT to_timestamp(l.h::bigint * 3600) AS hour, p.shard, l.g AS gpt_id, l.s AS subscriber_id, l.a AS action, l.t AS tier,
         l.c AS calls, l.u AS cost, l.d AS denied
    FROM usage_batch_parts p
   CROSS JOIN LATERAL jsonb_to_recordset(p.entries) AS l(h int, g text, s text, a text, t text, c bigint, u bigint, d bigint)
   WHERE p.workspace_id = $1 AND NOT p.rolled_up`;

/** Keeps roll-up and recomputation of a workspace apart. Transaction-wide. */
export const LOCK_ROLLUPS = 'SELECT pg_advisory_xact_lock(7003, hashtext($1))';

/** Shared by all drains; held alone by whoever makes hours anew from batches. Transaction-wide. */
export const ENTER_LEDGER = 'SELECT pg_advisory_xact_lock_shared(7004)';
export const CLOSE_LEDGER = 'SELECT pg_advisory_xact_lock(7004)';
