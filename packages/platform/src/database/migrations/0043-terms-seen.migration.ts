import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: whoever bought a tier before its overage had a price has not seen that price, and is not charged by it, in no later period either. So a place says which
 * of its prices the person was shown: by the moment since which it holds.
 */
export class TermsSeen1763700000043 implements MigrationInterface {
  name = 'TermsSeen1763700000043';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE subscriptions ADD COLUMN terms_seen_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE subscriptions DROP COLUMN terms_seen_at');
  }
}
