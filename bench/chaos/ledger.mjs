import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { Redis } from 'ioredis';

const lookEveryMs = 200;
const homeWithinMs = 60_000;

/** Asks until there is an answer: the stores may have been killed a moment ago. */
async function patiently(work) {
  const until = performance.now() + homeWithinMs;
  for (;;) {
    try {
      const answer = await work();
      if (answer !== undefined) return answer;
    } catch (error) {
      if (performance.now() > until) throw error;
    }
    if (performance.now() > until) throw new Error('the counts did not come home within a minute');
    await new Promise((done) => setTimeout(done, lookEveryMs));
  }
}

async function nothingWaits(redisUrl) {
  const redis = new Redis(redisUrl, { maxRetriesPerRequest: 0, retryStrategy: () => null });
  redis.on('error', () => {});
  try {
    for (const what of ['pending', 'batch']) {
      if ((await redis.keys(`{m:*}:${what}`)).length > 0) return undefined;
    }
    return true;
  } finally {
    redis.disconnect();
  }
}

async function query(databaseUrl, text) {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/**
 * What the ledger says once every count has come home.
 * @returns {Promise<{calls: Map<string, number>, orphans: number}>} calls by subscriber; `orphans`: counts that found no place
 * @throws {Error} when they do not come home within a minute
 */
export async function readLedger({ DATABASE_URL: databaseUrl, REDIS_URL: redisUrl }) {
  await patiently(() => nothingWaits(redisUrl));
  const rows = await patiently(() =>
    query(databaseUrl, 'SELECT subscriber_id, sum(calls)::int AS calls FROM usage_hourly GROUP BY subscriber_id'),
  );
  const [{ orphans }] = await patiently(() => query(databaseUrl, 'SELECT count(*)::int AS orphans FROM usage_orphans'));
  return { calls: new Map(rows.map(({ subscriber_id: subscriber, calls }) => [subscriber, calls])), orphans };
}

/** What is wrong between what callers were told and what the ledger says, a sentence each. */
export function discrepancies(callers, { calls, orphans }) {
  const found = orphans > 0 ? [`${orphans} counts found no place in the ledger`] : [];
  for (const { subscriber, accepted, unanswered, fault, careful } of callers) {
    if (fault !== null) found.push(`${subscriber} ${fault}`);
    const counted = calls.get(subscriber) ?? 0;
    if (counted < accepted)
      found.push(`${subscriber}: ${accepted} calls accepted, ${counted} counted: ${accepted - counted} lost`);
    if (counted > accepted + unanswered) {
      const most = careful ? 'every call answered' : `${unanswered} unanswered`;
      found.push(`${subscriber}: ${accepted} calls accepted, ${most}, ${counted} counted: too many`);
    }
  }
  return found;
}
