import type { Period } from './period';

/** `{m:007}`: the braces make all keys of a shard one hash slot of Redis Cluster, so that one script may touch them together. */
function tag(shard: number): string {
  return `{m:${shard.toString().padStart(3, '0')}}`;
}

/** Replaced when Redis has lost its data: whatever was remembered before that is void. */
export const epochKey = (shard: number): string => `${tag(shard)}:epoch`;

/** The version of a GPT or a subscriber, as one part of the fence. */
export const versionKey = (shard: number, subject: string): string => `${tag(shard)}:v:${subject}`;

/** The theoretical arrival time of GCRA, microseconds since 1970. */
export const rateKey = (shard: number, gptId: string, subscriberId: string): string => `${tag(shard)}:r:${gptId}:${subscriberId}`;

/** Units used in a period: a cache of Postgres plus what is pending. */
export const quotaKey = (shard: number, gptId: string, subscriberId: string, period: Pick<Period, 'key'>): string =>
  `${tag(shard)}:q:${gptId}:${subscriberId}:${period.key}`;

/** Which of a caller's counters of a GPT live, and whether one is being sought. */
export const countersKey = (shard: number, gptId: string, subscriberId: string): string =>
  `${tag(shard)}:s:${gptId}:${subscriberId}`;

/** The decision under an Idempotency-Key, which is one of a caller's at one GPT. `digest` stands for the key, which may be long. */
export const idempotencyKey = (shard: number, gptId: string, subscriberId: string, digest: string): string =>
  `${tag(shard)}:i:${gptId}:${subscriberId}:${digest}`;

/** Written to see whether anything can be. */
export const probeKey = (): string => `${tag(0)}:probe`;

/** Counts that no batch has taken yet. */
export const pendingKey = (shard: number): string => `${tag(shard)}:pending`;

/** Counts on their way into Postgres, under the batch's id. */
export const batchKey = (shard: number): string => `${tag(shard)}:batch`;
