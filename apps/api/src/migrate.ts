import { migrate } from '@gatehouse/platform';

/**
 * Brings the schema of DATABASE_URL up to date and prints the names of the migrations that ran. The role in the URL must own the
 * schema; the service itself runs as one that owns nothing.
 */
async function run(): Promise<void> {
  const databaseUrl = process.env['DATABASE_URL'];
  if (databaseUrl === undefined || databaseUrl === '') throw new Error('DATABASE_URL must be set');
  for (const name of await migrate(databaseUrl)) process.stdout.write(`${name}\n`);
}

run().catch((error: Error) => {
  process.stderr.write(`The schema could not be brought up to date: ${error.message}\n`);
  process.exit(1);
});
