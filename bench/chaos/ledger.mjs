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

const countsFrom = (table) =>
  `SELECT subscriber_id, sum(calls)::int AS calls, sum(cost)::int AS units, sum(denied)::int AS denied FROM ${table} GROUP BY 1 ORDER BY 1`;

const bySubscriber = (rows) => new Map(rows.map(({ subscriber_id: subscriber, ...counts }) => [subscriber, counts]));

/** The totals, once they are made of all hours. Of those that never are, what they say in the end. */
async function totalsOf(databaseUrl, hours) {
  let totals;
  await patiently(async () => {
    totals = await query(databaseUrl, countsFrom('usage_totals'));
    return JSON.stringify(totals) === JSON.stringify(hours) || undefined;
  }).catch((error) => {
    if (totals === undefined) throw error;
  });
  return bySubscriber(totals);
}

/**
 * What the ledger says once every count has come home.
 * @returns {Promise<{hours: Map<string, object>, totals: Map<string, object>, orphans: number}>} calls, units and refusals by subscriber, from
 *   the hours and from the totals that are rolled up of them; `orphans`: counts that found no place
 * @throws {Error} when they do not come home within a minute
 */
export async function readLedger({ DATABASE_URL: databaseUrl, REDIS_URL: redisUrl }) {
  await patiently(() => nothingWaits(redisUrl));
  const rows = await patiently(() => query(databaseUrl, countsFrom('usage_hourly')));
  const [{ orphans }] = await patiently(() => query(databaseUrl, 'SELECT count(*)::int AS orphans FROM usage_orphans'));
  return { hours: bySubscriber(rows), totals: await totalsOf(databaseUrl, rows), orphans };
}

/** What is wrong between what callers were told and what the ledger says, a sentence each. */
export function discrepancies(callers, { hours, totals, orphans }) {
  const found = orphans > 0 ? [`${orphans} counts found no place in the ledger`] : [];
  for (const { subscriber, accepted, unanswered, fault, careful, used } of callers) {
    const counted = hours.get(subscriber) ?? { calls: 0, units: 0, denied: 0 };
    const say = (what) => found.push(`${subscriber}${what}`);
    if (fault !== null) say(` ${fault}`);
    if (counted.calls < accepted) {
      say(`: ${accepted} calls accepted, ${counted.calls} counted: ${accepted - counted.calls} lost`);
    }
    if (counted.calls > accepted + unanswered) {
      const most = careful ? 'every call answered' : `${unanswered} unanswered`;
      say(`: ${accepted} calls accepted, ${most}, ${counted.calls} counted: too many`);
    }
    // Each call costs one unit.
    if (counted.units !== counted.calls) say(`: ${counted.calls} calls counted, ${counted.units} units`);
    if (used !== counted.units) say(`: ${counted.units} units counted, ${used} used of the quota`);
    if (JSON.stringify(totals.get(subscriber)) !== JSON.stringify(counted))
      say(`: the hours say ${JSON.stringify(counted)}, the totals ${JSON.stringify(totals.get(subscriber))}`);
  }
  return found;
}
