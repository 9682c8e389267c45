// Writes what sign-ins would have left behind straight into Gatehouse's tables: a workspace, a GPT, its subscribers with their consents and
// access tokens, and unredeemed codes. Writes the targets of the load, as a server of our own would.
import { randomBytes } from 'node:crypto';
import platform from '@gatehouse/platform';
import pg from 'pg';
import { announce } from '../harness/ready.mjs';

const { newId, sha256 } = platform;
const env = process.env;
const count = Number(env.BENCH_SUBSCRIBERS);
const codeCount = Number(env.BENCH_CODES ?? 0);
const callback = 'https://chatgpt.com/aip/g-0123456789abcdef0123456789abcdef01234567/oauth/callback';
const secret = (prefix) => `${prefix}${randomBytes(32).toString('base64url')}`;
const many = (length, make) => Array.from({ length }, (_, index) => make(index));
const inTurn = (values, length) => many(length, (index) => values[index % values.length]);

const workspace = newId('wsp');
const gpt = newId('gpt');
const tier = newId('tir');
const clientId = randomBytes(16).toString('base64url');
const clientSecret = secret('gth_cs_');

// Limits are on, as they are for whoever bills, and out of reach.
const registration = [
  [`INSERT INTO workspaces (id, slug, name) VALUES ($1, 'bench', 'Bench')`, [workspace]],
  [
    `INSERT INTO gpts (workspace_id, id, name, client_id, login_methods) VALUES ($1, $2, 'Foods', $3, '{google,email_code}')`,
    [workspace, gpt, clientId],
  ],
  [
    `INSERT INTO scopes (workspace_id, id, gpt_id, name, description) VALUES ($1, $2, $3, 'foods.read', 'See your foods')`,
    [workspace, newId('scp'), gpt],
  ],
  [
    `INSERT INTO tiers (workspace_id, id, gpt_id, key, name, is_default, quota_per_month, rate_per_minute)
     VALUES ($1, $2, $3, 'pro', 'Pro', true, 1000000000, 1000000)`,
    [workspace, tier, gpt],
  ],
  [
    `INSERT INTO gpt_secrets (workspace_id, id, gpt_id, secret_hash, last4) VALUES ($1, $2, $3, $4, $5)`,
    [workspace, newId('sec'), gpt, sha256(clientSecret), clientSecret.slice(-4)],
  ],
  [`INSERT INTO callback_urls (workspace_id, id, gpt_id, url) VALUES ($1, $2, $3, $4)`, [workspace, newId('cbu'), gpt, callback]],
];

const subscribers = many(count, () => newId('usr'));
const grants = many(count, () => newId('grt'));

const people = [
  [
    `INSERT INTO subscribers (workspace_id, id, email, email_verified, name, sign_in_method, first_seen_at, last_seen_at)
     SELECT $1, id, id || '@example.com', true, 'Ada', 'google', now(), now() FROM unnest($2::text[]) AS s (id)`,
    [workspace, subscribers],
  ],
  [
    `INSERT INTO subscriptions (workspace_id, id, subscriber_id, gpt_id, tier_id, status)
     SELECT $1, id, subscriber, $2, $3, 'active' FROM unnest($4::text[], $5::text[]) AS s (id, subscriber)`,
    [workspace, gpt, tier, many(count, () => newId('sub')), subscribers],
  ],
  [
    `INSERT INTO grants (workspace_id, id, subscriber_id, gpt_id, scopes)
     SELECT $1, id, subscriber, $2, '{foods.read}' FROM unnest($3::text[], $4::text[]) AS g (id, subscriber)`,
    [workspace, gpt, grants, subscribers],
  ],
];

/** Rows of codes, dealt out to the grants in turn. Dated ahead, because a code is good for a minute and the benchmark takes longer. */
function codesOf(ids, hashes, redeemed) {
  return [
    `INSERT INTO authorization_codes (workspace_id, id, grant_id, gpt_id, subscriber_id, code_hash, redirect_uri, scopes, auth_time,
       created_at, expires_at, redeemed_at)
     SELECT $1, id, grant_id, $2, subscriber, hash, $3, '{foods.read}', now(), now() + interval '2 hours', now() + interval '3 hours',
       CASE WHEN $4 THEN now() END
     FROM unnest($5::text[], $6::text[], $7::text[], $8::bytea[]) AS c (id, grant_id, subscriber, hash)`,
    [workspace, gpt, callback, redeemed, ids, inTurn(grants, ids.length), inTurn(subscribers, ids.length), hashes],
  ];
}

function accessTokensOf(codeIds, hashes) {
  return [
    `INSERT INTO access_tokens (workspace_id, id, grant_id, gpt_id, subscriber_id, authorization_code_id, token_hash, scopes, created_at,
       expires_at)
     SELECT $1, id, grant_id, $2, subscriber, code, hash, '{foods.read}', now(), now() + interval '1 day'
     FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::bytea[]) AS t (id, grant_id, subscriber, code, hash)`,
    [workspace, gpt, many(count, () => newId('atk')), grants, subscribers, codeIds, hashes],
  ];
}

const tokens = many(count, () => secret('gth_at_'));
const codes = many(codeCount, () => secret('gth_ac_'));
const redeemed = many(count, () => newId('cod'));

const client = new pg.Client({ connectionString: env.DATABASE_URL });
await client.connect();
const statements = [
  ...registration,
  ...people,
  codesOf(
    redeemed,
    many(count, () => randomBytes(32)),
    true,
  ),
  accessTokensOf(redeemed, tokens.map(sha256)),
  codesOf(
    many(codeCount, () => newId('cod')),
    codes.map(sha256),
    false,
  ),
];
for (const [text, values] of statements) await client.query(text, values);
await client.query('ANALYZE');
await client.end();

const port = Number(env.API_PORT);
const form = {
  port,
  method: 'POST',
  path: '/t/bench/oauth/token',
  headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
};
const credentials = `client_id=${clientId}&client_secret=${clientSecret}`;
announce({
  verify: {
    port,
    method: 'GET',
    path: '/t/bench/verify',
    headers: { Authorization: 'Bearer {value}' },
    feed: { kind: 'cycle', values: tokens },
  },
  exchange: {
    ...form,
    body: `grant_type=authorization_code&code={value}&redirect_uri=${encodeURIComponent(callback)}&${credentials}`,
    feed: { kind: 'once', values: codes },
  },
  refresh: { ...form, body: `grant_type=refresh_token&refresh_token={value}&${credentials}`, feed: { kind: 'chains' } },
});
