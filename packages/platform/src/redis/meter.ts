import { createHash } from 'node:crypto';
import {
  abandonedMarks,
  type Admission,
  type CallRequest,
  type Clock,
  type Decision,
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
import { usageRepository } from '../database/repositories/usage.repository';
import { ADMIT, ESTABLISH_EPOCH } from './admit.lua';
import type { MeterFence } from './meter-fence';
import { Script } from './script';

const IDEMPOTENCY_TTL_SECONDS = 24 * 3_600;
/** Longer than a period by what clocks may differ and late calls may take. */
const QUOTA_GRACE_SECONDS = 2 * 86_400;

const admitScript = new Script(ADMIT);
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
  /** Decides hour and period. */
  readonly clock: Clock;
  /** Whose clock the rate is measured by. Redis', so that instances whose clocks disagree share one limit; a test's own. */
  readonly rateClock?: Clock;
}

/** Decides about calls and counts them, one atomic step in Redis each. Warm, that is one round trip. */
export class Meter {
  private connection = 0;

  constructor(private readonly options: MeterOptions) {
    options.redis.on('close', () => (this.connection += 1));
  }

  /** The present connection; compare with {@link Fence.connection}. */
  get currentConnection(): number {
    return this.connection;
  }

  /**
   * Admits a call or refuses it. An accepted call is in the count before this resolves.
   * @param fence under which the principal was read
   * @throws when Redis does not answer, or Postgres, when it has to be asked what was used so far. The call was counted at most once.
   */
  async admit(principal: Principal, fence: Fence, limits: Limits, call: CallRequest): Promise<MeterAnswer> {
    // Taken before asking: if the connection breaks meanwhile, what the answer says is already too old to be remembered.
    const connection = this.connection;
    const now = this.options.clock.now();
    const shard = shardOf(principal.workspaceId, principal.subscriberId);
    const keys = keysFor(shard, principal, limits.quota.period, call);
    const values = this.valuesFor(principal, limits, call, now);
    const held = fence.connection === connection ? fence.text : NO_FENCE;
    let answer = (await admitScript.run(this.options.redis, keys, [held, ...values(null)])) as ScriptAnswer;
    if (answer[0] === 'unseeded') {
      const used = await this.usedUnits(principal, limits.quota.period);
      answer = (await admitScript.run(this.options.redis, keys, [held, ...values(used)])) as ScriptAnswer;
    }
    if (answer[0] === 'stale') return this.stale(shard, principal, { text: answer[1], connection }, answer[2] / 1000);
    if (answer[0] === 'unseeded') throw new Error('the meter asked twice for what was used');
    const [decision, usedUnits, tatMicros, nowMicros] = answer;
    return { kind: 'decided', admission: { decision, usedUnits, tatMicros, nowMicros } };
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

  private usedUnits(principal: Principal, period: Period): Promise<number> {
    return this.options.database.inWorkspace(principal.workspaceId, (tx) =>
      usageRepository.usedUnits(tx, principal.gptId, principal.subscriberId, period),
    );
  }

  /** Everything after the fence that the script takes, in its order. */
  private valuesFor(
    principal: Principal,
    limits: Limits,
    call: CallRequest,
    now: Date,
  ): (seed: number | null) => (string | number)[] {
    const { rateClock } = this.options;
    const { quota, rate } = limits;
    const usage = encodeUsageKey({
      workspaceId: principal.workspaceId,
      gptId: principal.gptId,
      subscriberId: principal.subscriberId,
      action: call.action,
      tier: principal.tier.key,
      hour: hourOf(now),
    });
    const quotaTtl = Math.ceil((quota.period.endsAt.getTime() - now.getTime()) / 1000) + QUOTA_GRACE_SECONDS;
    return (seed) => [
      rateClock === undefined ? '' : rateClock.now().getTime() * 1000,
      limits.refusal ?? '',
      limits.cost,
      quota.limit ?? '',
      quotaTtl,
      seed ?? '',
      rate?.capacity ?? '',
      rate?.intervalMicros ?? '',
      usage,
      call.peek ? '1' : '',
      IDEMPOTENCY_TTL_SECONDS,
    ];
  }
}

type ScriptAnswer =
  | ['unseeded']
  | ['stale', fence: string, nowMicros: number]
  | [decision: Decision, used: number, tatMicros: number, nowMicros: number];

function keysFor(shard: number, principal: Principal, period: Period, call: CallRequest): string[] {
  const { gptId, subscriberId } = principal;
  const keys = [
    epochKey(shard),
    versionKey(shard, gptId),
    versionKey(shard, subscriberId),
    rateKey(shard, gptId, subscriberId),
    quotaKey(shard, gptId, subscriberId, period),
    pendingKey(shard),
  ];
  if (call.idempotencyKey === null) return keys;
  return [
    ...keys,
    idempotencyKey(shard, subscriberId, createHash('sha256').update(call.idempotencyKey, 'utf8').digest('base64url')),
  ];
}
