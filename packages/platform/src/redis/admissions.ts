import type { Decision } from '@gatehouse/core';
import type { Redis } from 'ioredis';
import { ADMIT } from './admit.lua';
import { Script } from './script';

const IDEMPOTENCY_TTL_SECONDS = 24 * 3_600;
/** Calls of one run. Redis does nothing else meanwhile: this many take it about a millisecond. */
const MAX_CALLS = 64;

const admitScript = new Script(ADMIT);

/** What the script says of one call. */
export type ScriptAnswer =
  | ['unseeded']
  | ['stale', fence: string, nowMicros: number]
  | [decision: Decision, used: number, tatMicros: number, nowMicros: number, sourceTatMicros?: number];

type Failed = ['failed', message: string];
const isFailed = (answer: ScriptAnswer | Failed): answer is Failed => answer[0] === 'failed';

/** One call, as the script takes it. */
export interface AdmissionCall {
  readonly shard: number;
  /** Six, and one each for an Idempotency-Key, a second rate, and what was used; all in the shard's slot. */
  readonly keys: readonly string[];
  /** Ten, and two for a second rate. */
  readonly values: readonly (string | number)[];
}

interface Waiting extends AdmissionCall {
  readonly resolve: (answer: ScriptAnswer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Carries calls to Redis: those of one turn of the event loop in one run of the script, which costs both sides a good deal less than a run
 * each. Each call is still decided by itself, in the order of arrival.
 *
 * A cluster takes no script that touches two slots. It refuses one before running any of it (`CROSSSLOT`); from then on each shard's calls
 * go by themselves.
 */
export class Admissions {
  private waiting: Waiting[] = [];
  private oneShardARun = false;

  /** @param fixedNowMicros a test's clock; null for that of Redis */
  constructor(
    private readonly redis: Redis,
    private readonly fixedNowMicros: (() => number) | null,
  ) {}

  /** @throws when Redis does not answer, or refuses: the call was counted at most once. */
  decide(call: AdmissionCall): Promise<ScriptAnswer> {
    return new Promise((resolve, reject) => {
      const { shard, keys, values } = call;
      // After the sockets of this turn were read, before the next turn.
      if (this.waiting.push({ shard, keys, values, resolve, reject }) === 1) setImmediate(() => this.flush());
    });
  }

  private flush(): void {
    const calls = this.waiting;
    this.waiting = [];
    if (calls.length <= MAX_CALLS && !this.oneShardARun) void this.send(calls);
    else this.sendInParts(calls);
  }

  private sendInParts(calls: readonly Waiting[]): void {
    const groups = this.oneShardARun ? [...Map.groupBy(calls, ({ shard }) => shard).values()] : [calls];
    for (const group of groups) {
      for (let first = 0; first < group.length; first += MAX_CALLS) void this.send(group.slice(first, first + MAX_CALLS));
    }
  }

  private async send(calls: readonly Waiting[]): Promise<void> {
    const keys: string[] = [];
    const values: (string | number)[] = [this.fixedNowMicros === null ? '' : this.fixedNowMicros(), IDEMPOTENCY_TTL_SECONDS];
    for (const call of calls) {
      keys.push(...call.keys);
      values.push(...call.values);
    }
    let answers: (ScriptAnswer | Failed)[];
    try {
      answers = (await admitScript.run(this.redis, keys, values)) as (ScriptAnswer | Failed)[];
    } catch (error) {
      this.fail(calls, error);
      return;
    }
    calls.forEach((call, index) => settle(call, answers[index]));
  }

  private fail(calls: readonly Waiting[], error: unknown): void {
    if (error instanceof Error && error.message.startsWith('CROSSSLOT') && calls.some(({ shard }) => shard !== calls[0]?.shard)) {
      this.oneShardARun = true;
      this.sendInParts(calls);
      return;
    }
    for (const call of calls) call.reject(error);
  }
}

function settle(call: Waiting, answer: ScriptAnswer | Failed | undefined): void {
  if (answer === undefined) call.reject(new Error('the meter said nothing about a call'));
  else if (isFailed(answer)) call.reject(new Error(answer[1]));
  else call.resolve(answer);
}
