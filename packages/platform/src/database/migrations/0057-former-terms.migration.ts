import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why: who pays for what goes beyond a quota has agreed to a quota and to costs of actions. When a tier's become worse, what they were is kept with it, for those people. */
export class FormerTerms1763700000057 implements MigrationInterface {
  name = 'FormerTerms1763700000057';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`ALTER TABLE tiers ADD COLUMN former_terms jsonb NOT NULL DEFAULT '[]'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE tiers DROP COLUMN former_terms');
  }
}
