import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantToApp } from './tenant-fence';

/** Why: how often somebody has guessed must outlive the loss of Redis, or whoever can wait for a restart guesses anew (ADR 0021). */
export class ThrottleBuckets1763700000020 implements MigrationInterface {
  name = 'ThrottleBuckets1763700000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      CREATE TABLE throttle_buckets (
        key text NOT NULL,
        spent integer NOT NULL,
        full_again_at timestamptz NOT NULL,
        CONSTRAINT throttle_buckets_pkey PRIMARY KEY (key)
      )`);
    await runner.query('CREATE INDEX throttle_buckets_full_again_at_idx ON throttle_buckets (full_again_at)');
    await grantToApp(runner, 'throttle_buckets');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE throttle_buckets');
  }
}
