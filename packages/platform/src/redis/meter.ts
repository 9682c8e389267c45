import { createHash } from 'node:crypto';
import {
  abandonedMarks,
  type Admission,
  type CallRequest,
  type Clock,
  countersKey,
  encodeUsageKey,
  epochKey,
  hourOf,
  idempotencyKey,
  type Limits,
  NO_FENCE,
  partsOf,
  pendingKey,
  type Period,
  type Principal,
  quotaKey,
  type Random,
  rateKey,
  shardOf,
  versionKey,
} from '@gatehouse/core';
import type { Redis } from 'ioredis';
import type { Database } from '../database/database';
import { type AdmissionCall, Admissions } from './admissions';
import { ESTABLISH_EPOCH } from './admit.lua';
import type { MeterFence } from './meter-fence';
import { type InTurn, QuotaSeed, SeedOvertaken } from './quota-seed';
import { Script } from './script';

/** Longer than a period by what clocks may differ and late calls may take. */
const QUOTA_GRACE_SECONDS = 2 * 86_400;
/** Of a stranger's day nothing has to be known once it is over. */
const STRANGERS_GRACE_SECONDS = 3_600;
/**
 * Of a service key and of strangers: a key has no quota, and the ledger names no strangers, but counts them under the key that asked for them. What
 * Redis has forgotten of either is forgotten.
 */
const NOTHING_USED = '0:0';

/** Whoever seeks a counter beside others may be refused: the first one's holds, unless it is of another month. */
const MOST_SEEDS = 4;

const establishEpoch = new Script(ESTABLISH_EPOCH);

/** The fence as this connection to Redis showed it. */
export interface Fence {
  readonly text: string;
  /** Which connection: Redis may come back from a restart without its last writes, so nothing learned before it counts after it. */
  readonly connection: number;
}

/** What somebody holds who has not met the meter yet. */
export const UNFENCED: Fence = { text: NO_FENCE, connection: -1 };

export type MeterAnswer =
  | { readonly kind: 'decided'; readonly admission: Admission }
  /** What the caller remembers of the principal is not what holds now: read them again under this fence, and ask again. */
  | { readonly kind: 'stale'; readonly fence: Fence; readonly nowMs: number };

export interface MeterOptions {
  readonly redis: Redis;
  readonly database: Database;
  readonly fence: MeterFence;
  readonly random: Random;
  /** Decides about the hour of a call that comes without its time. */
  readonly clock: Clock;
  /** Whose clock the rate is measured by. Redis', so that instances whose clocks disagree share one limit; a test's own. */
  readonly rateClock?: Clock;
  /** When Postgres may be asked what was used so far; at once unless told otherwise. */
  readonly inTurn?: InTurn;
}

/** Decides about calls and counts them, one atomic step in Redis each. Warm, that is one round trip. */
export class Meter {
  private connection = 0;
  private readonly admissions: Admissions;
  private readonly seed: QuotaSeed;
  /** What a principal's calls have in common; forgotten with the principal. */
  private readonly places = new WeakMap<Principal, Place>();

  constructor(private readonly options: MeterOptions) {
    const { rateClock } = options;
    this.admissions = new Admissions(options.redis, rateClock === undefined ? null : () => rateClock.now().getTime() * 1000);
    this.seed = new QuotaSeed(options.redis, options.database, options.random, options.inTurn);
    options.redis.on('close', () => (this.connection += 1));
  }

  /** The present connection; compare with {@link Fence.connection}. */
  get currentConnection(): number {
    return this.connection;
  }

  /**
   * Admits a call or refuses it. An accepted call is in the count before this resolves.
   * @param fence under which the principal was read
   * @param now for which the limits were found: the call is counted in an hour of their period, not in one that has begun since
   * @throws SeedOvertaken when others decided without Redis all the while: the call was not counted
   * @throws when Redis does not answer, or Postgres, when it has to be asked what was used so far. The call was counted at most once.
   */
  async admit(
    principal: Principal,
    fence: Fence,
    limits: Limits,
    call: CallRequest,
    now = this.options.clock.now(),
  ): Promise<MeterAnswer> {
    // Taken before asking: if the connection breaks meanwhile, what the answer says is already too old to be remembered.
    const connection = this.connection;
    const place = this.placeOf(principal, limits.quota.period);
    const { shard } = place;
    const keys = keysFor(place, principal, call, limits);
    const held = fence.connection === connection ? fence.text : NO_FENCE;
    const usage = usageOf(place, principal, call.action, hourOf(now));
    const values = valuesFor(principal, limits, call, { held, usage, nowMs: now.getTime() });
    let answer = await this.admissions.decide({ shard, keys, values });
    for (let seeds = 0; answer[0] === 'unseeded' && seeds < MOST_SEEDS; seeds += 1) {
      const { period } = limits.quota;
      const seed = await this.seed.find({ principal, shard, period, ttlSeconds: Number(values[QUOTA_TTL]) });
      // To find it can take a while, in which Redis may have gone, and come back, and not been told yet of what was counted without it: it decides nothing about who holds no fence.
      if (this.connection !== connection) values[FENCE] = NO_FENCE;
      const asked = { shard, keys, values };
      answer = await this.admissions.decide(seed === null ? asked : withSeed(asked, principal, seed));
    }
    if (answer[0] === 'stale') return this.stale(shard, principal, { text: answer[1], connection }, answer[2] / 1000);
    if (answer[0] === 'unseeded') throw new SeedOvertaken('the meter asked again and again for what was used');
    const [decision, usedUnits, tatMicros, nowMicros, sourceTatMicros = null] = answer;
    return { kind: 'decided', admission: { decision, usedUnits, tatMicros, nowMicros, sourceTatMicros } };
  }

  /** The fence as it stands, repaired where nobody else will: a shard without an epoch, a change whose author died. */
  private async stale(shard: number, principal: Principal, present: Fence, nowMs: number): Promise<MeterAnswer> {
    const { redis, fence, random } = this.options;
    const [gptKey, subscriberKey] = [versionKey(shard, principal.gptId), versionKey(shard, principal.subscriberId)];
    let text = present.text;
    if (text === '') {
      const keys = [epochKey(shard), gptKey, subscriberKey];
      text = String(await establishEpoch.run(redis, keys, [random.bytes(9).toString('base64url')]));
    }
    const { gpt, subscriber } = partsOf(text);
    for (const mark of abandonedMarks(gpt, nowMs)) await fence.settle(gptKey, mark);
    for (const mark of abandonedMarks(subscriber, nowMs)) await fence.settle(subscriberKey, mark);
    return { kind: 'stale', fence: { ...present, text }, nowMs };
  }

  private placeOf(principal: Principal, period: Period): Place {
    const known = this.places.get(principal);
    if (known !== undefined && known.period === period.key) return known;
    const { workspaceId, gptId, subscriberId } = principal;
    const shard = shardOf(workspaceId, subscriberId);
    const subject = principal.anonymous?.subject ?? subscriberId;
    const keys = [
      epochKey(shard),
      versionKey(shard, gptId),
      versionKey(shard, subscriberId),
      rateKey(shard, gptId, subject),
      quotaKey(shard, gptId, subject, period),
      pendingKey(shard),
    ];
    const place: Place = { shard, period: period.key, keys, hour: 0, action: '', usage: '' };
    this.places.set(principal, place);
    return place;
  }
}

/** Where a principal is counted in a period, and the name of what was counted last: almost every call is another of the same. */
interface Place {
  readonly shard: number;
  readonly period: string;
  readonly keys: readonly string[];
  hour: number;
  action: string;
  usage: string;
}

function usageOf(place: Place, principal: Principal, action: string, hour: number): string {
  if (place.hour === hour && place.action === action) return place.usage;
  const { workspaceId, gptId, subscriberId, tier } = principal;
  place.usage = encodeUsageKey({ workspaceId, gptId, subscriberId, action, tier: tier.key, hour });
  [place.hour, place.action] = [hour, action];
  return place.usage;
}

/** Where the script takes the fence, how long to keep a counter, what was used when there is none, and what else there is. */
const FENCE = 0;
const QUOTA_TTL = 4;
const SEED = 5;
const FLAGS = 9;

function withSeed(call: AdmissionCall, { gptId, subscriberId }: Principal, seed: string): AdmissionCall {
  const values = [...call.values];
  values[SEED] = seed;
  values[FLAGS] = `${values[FLAGS]}u`;
  return { ...call, keys: [...call.keys, countersKey(call.shard, gptId, subscriberId)], values };
}

/** What the script takes of one call, in its order. */
function valuesFor(
  { kind, anonymous }: Principal,
  { refusal, cost, quota, rate, sourceRate }: Limits,
  { peek, idempotencyKey: key }: CallRequest,
  { held, usage, nowMs }: { held: string; usage: string; nowMs: number },
): (string | number)[] {
  const isKey = kind === 'service_key';
  const grace = anonymous !== null ? STRANGERS_GRACE_SECONDS : QUOTA_GRACE_SECONDS;
  const quotaTtl = Math.ceil((quota.period.endsAt.getTime() - nowMs) / 1000) + grace;
  const flags = (key === null ? '' : 'i') + (peek ? 'p' : '') + (sourceRate === null ? '' : 'r') + (isKey ? 's' : '');
  return [
    held,
    refusal ?? '',
    cost,
    quota.limit ?? '',
    quotaTtl,
    isKey ? NOTHING_USED : '',
    rate?.capacity ?? '',
    rate?.intervalMicros ?? '',
    usage,
    flags,
    ...(sourceRate === null ? [] : [sourceRate.capacity, sourceRate.intervalMicros]),
  ];
}

function keysFor(
  { keys, shard }: Place,
  { gptId, subscriberId, anonymous }: Principal,
  { idempotencyKey: key }: CallRequest,
  { sourceRate }: Limits,
): readonly string[] {
  if (key === null && sourceRate === null) return keys;
  const all = [...keys];
  if (key !== null) {
    const digest = createHash('sha256').update(key, 'utf8').digest('base64url');
    all.push(idempotencyKey(shard, gptId, anonymous?.subject ?? subscriberId, digest));
  }
  if (sourceRate !== null && anonymous?.source) all.push(rateKey(shard, gptId, anonymous.source));
  return all;
}
