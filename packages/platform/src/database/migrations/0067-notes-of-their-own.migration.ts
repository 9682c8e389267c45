import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: a note that there is something to tell Redis was numbered from 1 again once it had been taken away. Whoever had read a former one with that number took the new one for it, and took it
 * away; what it stood for was never told. Now no number comes back.
 */
export class NotesOfTheirOwn1763700000067 implements MigrationInterface {
  name = 'NotesOfTheirOwn1763700000067';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('CREATE SEQUENCE untold_notes');
    await runner.query(`SELECT setval('untold_notes', coalesce(max(since), 1)) FROM untold_workspaces`);
    await runner.query('GRANT USAGE ON SEQUENCE untold_notes TO gatehouse_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SEQUENCE untold_notes');
  }
}
