import { randomBytes } from 'node:crypto';
import { migrate } from '@gatehouse/platform';
import { Client } from 'pg';

/** A migrated, empty database of a test's own. */
export interface TestDatabase {
  /** Connection string as the schema's owner; give it to `Database.connect`, which takes the unprivileged role by itself. */
  readonly url: string;
  /** Runs SQL as a superuser, past row-level security: to arrange and to inspect, never to act as the product. */
  query<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Row counts of every table, for showing that bad input changed nothing; tries counted against guessing are nobody's state. */
  rowCounts(): Promise<Record<string, number>>;
  drop(): Promise<void>;
}

/** Clones the migrated template (about 0.1 s). Call once per test file. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const serverUrl = process.env['DATABASE_URL'];
  const template = process.env['GATEHOUSE_TEST_TEMPLATE'];
  if (serverUrl === undefined || template === undefined)
    throw new Error('createTestDatabase() needs the integration project of Jest');
  const name = `${template}_${randomBytes(6).toString('hex')}`;

  const server = new Client({ connectionString: serverUrl });
  await server.connect();
  await cloneTemplate(server, name, template);

  const url = databaseUrl(name);
  // As the product's own connections: tests may ask for several things at once, and Postgres answers them in that order.
  const client = new Client({ connectionString: url, pipeline: true });
  await client.connect();

  const query = async <Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> => {
    const result = await client.query<Row>(sql, values);
    return result.rows;
  };
  return {
    url,
    query,
    rowCounts: async () => {
      const tables = await query<{ name: string }>(
        `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
           AND relname <> 'throttle_buckets'`,
      );
      const counts: Record<string, number> = {};
      for (const { name: table } of tables) {
        const [row] = await query<{ n: number }>(`SELECT count(*)::int AS n FROM "${table}"`);
        counts[table] = row?.n ?? 0;
      }
      return counts;
    },
    drop: async () => {
      await client.end();
      await server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await server.end();
    },
  };
}

/** The first test file migrates the template; the others wait, then clone it one at a time (Postgres refuses two at once). */
async function cloneTemplate(server: Client, name: string, template: string): Promise<void> {
  await server.query('SELECT pg_advisory_lock(7001)');
  try {
    const { rowCount } = await server.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
    if (rowCount === 0) {
      await server.query(`CREATE DATABASE ${template}_new`);
      await migrate(databaseUrl(`${template}_new`));
      // Renamed last: a template that bears its name is a whole one.
      await server.query(`ALTER DATABASE ${template}_new RENAME TO ${template}`);
    }
    await server.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  } finally {
    await server.query('SELECT pg_advisory_unlock(7001)');
  }
}

function databaseUrl(name: string): string {
  const url = new URL(process.env['DATABASE_URL'] ?? '');
  url.pathname = `/${name}`;
  return url.toString();
}
