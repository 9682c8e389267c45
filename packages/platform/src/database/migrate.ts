import { buildOwnerDataSource } from './data-source';

/**
 * Brings the schema up to date. Two processes that start together take turns (an advisory lock of the session); a statement that
 * cannot get its table lock within five seconds fails instead of queueing everybody behind it.
 * @param databaseUrl a role that may create tables and, the first time, the role `gatehouse_app`.
 * @returns names of the migrations that ran.
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const dataSource = buildOwnerDataSource(databaseUrl);
  await dataSource.initialize();
  const gate = dataSource.createQueryRunner();
  try {
    await gate.query('SELECT pg_advisory_lock(7000)');
    const ran = await dataSource.runMigrations();
    return ran.map((migration) => migration.name);
  } finally {
    await gate.query('SELECT pg_advisory_unlock(7000)');
    await gate.release();
    await dataSource.destroy();
  }
}
