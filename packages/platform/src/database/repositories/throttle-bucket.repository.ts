import type { AnyTransaction } from '../transaction';

/** Tries spent, by bucket. Every bucket is a fixed window that begins with its first try, by the clock of Postgres. */
export const throttleBucketRepository = {
  /**
   * Spends one try in one statement, so that tries sent at once are counted one after the other.
   * @returns how many are spent with this one, and the milliseconds until the bucket is full again
   */
  async spend(tx: AnyTransaction, key: string, seconds: number): Promise<{ spent: number; fullAgainInMs: number }> {
    const [row] = await tx.manager.query<{ spent: number; ms: number }[]>(
      `INSERT INTO throttle_buckets AS b (key, spent, full_again_at) VALUES ($1, 1, clock_timestamp() + make_interval(secs => $2))
       ON CONFLICT (key) DO UPDATE SET
         spent = CASE WHEN b.full_again_at <= clock_timestamp() THEN 1 ELSE LEAST(b.spent, 1000000) + 1 END,
         full_again_at = CASE WHEN b.full_again_at <= clock_timestamp() THEN EXCLUDED.full_again_at ELSE b.full_again_at END
       RETURNING spent, ceil(extract(epoch FROM full_again_at - clock_timestamp()) * 1000)::float8 AS ms`,
      [key, seconds],
    );
    if (row === undefined) throw new Error('a try was neither counted nor refused');
    return { spent: row.spent, fullAgainInMs: Math.max(0, row.ms) };
  },

  /** Gives one try back. */
  async refund(tx: AnyTransaction, key: string): Promise<void> {
    await tx.manager.query(`UPDATE throttle_buckets SET spent = spent - 1 WHERE key = $1 AND spent > 0`, [key]);
  },
};
