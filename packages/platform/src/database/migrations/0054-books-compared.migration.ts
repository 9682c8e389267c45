import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: the comparison of the books with Stripe looks at what happened since the last one that went well. A fixed number of days would lose for ever what
 * happened while the worker, or the account, was away for longer.
 */
export class BooksCompared1763700000054 implements MigrationInterface {
  name = 'BooksCompared1763700000054';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE stripe_connections ADD COLUMN compared_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE stripe_connections DROP COLUMN compared_at');
  }
}
