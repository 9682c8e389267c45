import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why: a key may let us read an account and not end what people pay there. Nobody is to be kept from being erased by it for ever, so since when it is so has to be known. */
export class RefusedEndings1763700000061 implements MigrationInterface {
  name = 'RefusedEndings1763700000061';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE stripe_connections ADD COLUMN ending_refused_since timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE stripe_connections DROP COLUMN ending_refused_since');
  }
}
