import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: a mail may bring a link instead of a code, or both, and a code may be for choosing a password instead of signing in: one of either kind
 * must not pass for the other.
 */
export class EmailedLinks1763700000012 implements MigrationInterface {
  name = 'EmailedLinks1763700000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(
      `ALTER TABLE sign_in_codes ALTER COLUMN code_hash DROP NOT NULL, ADD COLUMN link_hash bytea,
       ADD COLUMN purpose text NOT NULL DEFAULT 'sign_in'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    // Row-level security is forced on the owner too, who names no workspace here and would delete nothing.
    await runner.query('ALTER TABLE sign_in_codes NO FORCE ROW LEVEL SECURITY');
    await runner.query(`DELETE FROM sign_in_codes WHERE code_hash IS NULL OR purpose <> 'sign_in'`);
    await runner.query('ALTER TABLE sign_in_codes FORCE ROW LEVEL SECURITY');
    await runner.query(
      'ALTER TABLE sign_in_codes DROP COLUMN purpose, DROP COLUMN link_hash, ALTER COLUMN code_hash SET NOT NULL',
    );
  }
}
