import { createHash, randomBytes } from 'node:crypto';

const gpts = 5;
const workspace = 'wsp_bench';

/** An id as the API reads it: any other text names nobody, and a question about nobody is answered without asking Postgres. */
const id = (kind, n) => `'${kind}_' || lpad((${n})::text, 26, '0')`;
export const gptId = (n) => `gpt_${String(n).padStart(26, '0')}`;

/** A few visit often, most hardly ever; a visit is an hour with one to three actions. By Postgres itself, or it would take all day. */
const ledger = `
  WITH visits AS (
    SELECT s.n, s.id AS subscriber_id,
           (date_trunc('day', now(), 'UTC') - interval '1 year' + floor(random() * 365) * interval '1 day'
             + floor(24 * sqrt(random())) * interval '1 hour') AS hour
      FROM (SELECT id, substr(id, 5)::int AS n, least(1000, floor(16 / sqrt(random() + 0.00001)))::int AS visits
              FROM subscribers WHERE workspace_id = $1) s
     CROSS JOIN LATERAL generate_series(1, s.visits) v),
  acts AS (
    SELECT v.*, a, CASE WHEN random() < 0.1 THEN floor(random() * ${gpts})::int ELSE v.n % ${gpts} END AS gpt
      FROM visits v CROSS JOIN LATERAL generate_series(1, 1 + (random() * random() * 3)::int) a)
  INSERT INTO usage_hourly (workspace_id, hour, gpt_id, subscriber_id, action, tier, calls, cost, denied, person_id)
  SELECT $1, hour, ${id('gpt', 'gpt')}, subscriber_id, 'action' || (n * 7 + a * a) % 12, (ARRAY['free', 'pro', 'team'])[1 + n % 3],
         1 + floor(random() * 6), 2, 0, subscriber_id
    FROM acts WHERE hour < date_trunc('hour', now())
  ON CONFLICT DO NOTHING`;

/**
 * Writes a workspace with a year of use, in the shape in which the drain writes it. Rollups are not written here.
 * @returns {Promise<{token: string, rows: number, busiest: string}>} a token for the API, rows of the ledger, and who has most of them
 */
export async function generate(lab, url, subscribers) {
  const token = `gth_pat_${randomBytes(32).toString('base64url')}`;
  const hash = createHash('sha256').update(token).digest();
  const written = await lab.inPostgres(url, async (client) => {
    // What is generated is right by construction: keys and triggers need not look at each of millions of rows.
    await client.query('SET session_replication_role = replica');
    await client.query(`INSERT INTO workspaces (id, slug, name) VALUES ($1, 'bench', 'Bench')`, [workspace]);
    await client.query(
      `INSERT INTO members (id, email, name, email_verified_at) VALUES ('mbr_bench', 'a@example.com', 'Ada', now())`,
    );
    await client.query(`INSERT INTO memberships (workspace_id, member_id, role) VALUES ($1, 'mbr_bench', 'owner')`, [workspace]);
    await client.query(
      `INSERT INTO api_tokens (workspace_id, id, member_id, token_hash, name, role) VALUES ($1, 'tok_bench', 'mbr_bench', $2, 'bench', 'viewer')`,
      [workspace, hash],
    );
    await client.query(
      `INSERT INTO gpts (workspace_id, id, name, client_id, login_methods) SELECT $1, ${id('gpt', 'n')}, 'GPT ' || n, 'client' || n, '{google}' FROM generate_series(0, ${gpts - 1}) n`,
      [workspace],
    );
    await client.query(
      `INSERT INTO subscribers (workspace_id, id, email, email_verified, name, sign_in_method, first_seen_at, last_seen_at)
       SELECT $1, ${id('usr', 'n')}, n || '@example.com', true, 'Ada', 'google', now(), now() FROM generate_series(1, $2::int) n`,
      [workspace, subscribers],
    );
    await client.query(`SELECT ensure_usage_partition((now() - n * interval '1 month')::date) FROM generate_series(-1, 12) n`);
    const { rowCount } = await client.query(ledger, [workspace]);
    await client.query('ANALYZE');
    const { rows } = await client.query(
      `SELECT subscriber_id AS id FROM usage_hourly WHERE workspace_id = $1 GROUP BY 1 ORDER BY count(*) DESC LIMIT 1`,
      [workspace],
    );
    return { rows: rowCount, busiest: rows[0].id };
  });
  return { token, ...written };
}

/** Makes the tables as good as they are in a database that has run for a while. */
export function settle(lab, url) {
  return lab.inPostgres(url, (client) => client.query('VACUUM (ANALYZE)'));
}
