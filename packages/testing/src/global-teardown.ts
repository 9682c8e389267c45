import { Client } from 'pg';

/** Drops the template and whatever clones a crashed test file left behind. */
export default async function globalTeardown(): Promise<void> {
  const { DATABASE_URL: databaseUrl, GATEHOUSE_TEST_TEMPLATE: template } = process.env;
  if (databaseUrl === undefined || template === undefined) return;
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ datname: string }>(
    'SELECT datname FROM pg_database WHERE datname = $1 OR datname LIKE $2',
    [template, `${template}\\_%`],
  );
  for (const { datname } of rows) await client.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
  await client.end();
}
