import { createHash } from 'node:crypto';

const id = (prefix) => `'${prefix}_' || lpad(n::text, 26, '0')`;
const token = `'gth_at_' || translate(encode(sha256(convert_to('crowd ' || n, 'UTF8')), 'base64'), '+/=', '-_')`;

/** The token of the n-th person, as the statement below makes it. */
export const tokenOf = (n) => `gth_at_${createHash('sha256').update(`crowd ${n}`).digest('base64url')}`;

/** People who have signed in, made after one who is there. In Postgres itself: a million rows are not sent anywhere. */
const crowd = [
  `INSERT INTO subscribers (workspace_id, id, email, email_verified, name, sign_in_method, first_seen_at, last_seen_at)
   SELECT workspace_id, ${id('usr')}, n || '@example.com', true, 'Ada', 'google', now(), now() FROM one, generate_series(1, $1::int) n`,
  `INSERT INTO subscriptions (workspace_id, id, subscriber_id, gpt_id, tier_id, status)
   SELECT workspace_id, ${id('sub')}, ${id('usr')}, gpt_id, tier_id, 'active' FROM one, generate_series(1, $1::int) n`,
  `INSERT INTO grants (workspace_id, id, subscriber_id, gpt_id, scopes)
   SELECT workspace_id, ${id('grt')}, ${id('usr')}, gpt_id, '{foods.read}' FROM one, generate_series(1, $1::int) n`,
  `INSERT INTO access_tokens (workspace_id, id, grant_id, gpt_id, subscriber_id, authorization_code_id, token_hash, scopes, created_at, expires_at)
   SELECT workspace_id, ${id('atk')}, ${id('grt')}, gpt_id, ${id('usr')}, code_id, sha256(convert_to(${token}, 'UTF8')), '{foods.read}', now(),
          now() + interval '1 day' FROM one, generate_series(1, $1::int) n`,
];

/** Writes so many people beside those who are there. What is made is right by construction: keys need not look at each of millions of rows. */
export function seedCrowd(lab, url, count) {
  return lab.inPostgres(url, async (client) => {
    await client.query('SET session_replication_role = replica');
    await client.query(`CREATE TEMPORARY TABLE one AS
      SELECT s.workspace_id, s.gpt_id, s.tier_id, t.authorization_code_id AS code_id
        FROM subscriptions s JOIN access_tokens t USING (workspace_id, subscriber_id) LIMIT 1`);
    for (const statement of crowd) await client.query(statement, [count]);
    await client.query('VACUUM (ANALYZE)');
  });
}
