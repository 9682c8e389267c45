import {
  batchKey,
  callerNameOf,
  countersKey,
  hourOf,
  pendingKey,
  type Period,
  type Principal,
  quotaKey,
  type Random,
} from '@gatehouse/core';
import type { Redis } from 'ioredis';
import type { Database } from '../database/database';
import type { HotTransaction } from '../database/pipelined-transaction';
import { usageCheckRepository } from '../database/repositories/usage-check.repository';
import { Script } from './script';
import { BEGIN_SEED } from './seed.lua';
import { usedAndDirect } from './tell-redis';

/** Counts move home while one looks: at most twice, unless a worker starts or dies meanwhile. */
const LOOKS = 6;
/** No period is longer than a month of 31 days; a day more, by what clocks may differ. */
const LONGEST_PERIOD_HOURS = 32 * 24;

const beginSeed = new Script(BEGIN_SEED);

/** What was used did not stand still, because others decide about that caller without Redis meanwhile. Nothing was counted. */
export class SeedOvertaken extends Error {}

/** What of a caller's period waits in Redis at one moment. */
interface Waiting {
  readonly token: string;
  readonly batchId: string;
  readonly batchUnits: number;
  readonly pendingUnits: number;
  /** All units of the period but the direct ones, of a counter that was put aside; null when none was. */
  readonly asideUnits: number | null;
}

/** Whose counter is missing. */
export interface Missing {
  readonly principal: Principal;
  readonly shard: number;
  readonly period: Period;
  /** How long the counter will be kept. */
  readonly ttlSeconds: number;
}

/** Runs a reading of Postgres now, or when it is its turn. */
export type InTurn = <T>(read: () => Promise<T>) => Promise<T>;

/** Finds out what was used of a quota, to the unit: in the ledger, in the batch that is on its way there, and in what waits for a batch. */
export class QuotaSeed {
  constructor(
    private readonly redis: Redis,
    private readonly database: Database,
    private readonly random: Random,
    private readonly inTurn: InTurn = (read) => read(),
  ) {}

  /**
   * What the admission script takes as a counter's beginning. It refuses it when somebody else put a counter meanwhile. Null when that is known already.
   * @throws SeedOvertaken when counts will not stand still
   * @throws when Redis or Postgres does not answer: nothing was counted.
   */
  async find(missing: Missing): Promise<string | null> {
    const { workspaceId, gptId, subscriberId } = missing.principal;
    const { period } = missing;
    let waiting = await this.begin(missing, true);
    for (let look = 0; look < LOOKS; look += 1) {
      if (waiting === null) return null;
      const { token, batchId, batchUnits, pendingUnits, asideUnits } = waiting;
      const { used, direct, elsewhere, home } = await this.read(workspaceId, async (tx) => {
        const isHome = async (): Promise<boolean> => batchUnits > 0 && (await usageCheckRepository.isWritten(tx, batchId));
        const before = await isHome();
        const found = await usedAndDirect(tx, gptId, subscriberId, period);
        // Written between the two questions: in what was read, or not.
        return { ...found, home: before === (await isHome()) ? before : null };
      });
      const seed = (units: number): string => `${units}:${direct}:${token}:${hourOf(period.startsAt)} ${hourOf(period.endsAt)}`;
      // A Redis that came back without its last writes may know less than the ledger.
      if (asideUnits !== null && !elsewhere) return seed(Math.max(used, asideUnits + direct));
      if (pendingUnits > 0 || home === null || asideUnits !== null) waiting = await this.begin(missing, false);
      if (asideUnits !== null) continue;
      // What was pending is so still: none of it can have been in what was read.
      const stood = home !== null && waiting?.token === token && waiting.pendingUnits === pendingUnits;
      if (stood) {
        return seed(used + pendingUnits + (home ? 0 : batchUnits));
      }
    }
    throw new SeedOvertaken('counts would not stand still while the meter looked for what was used');
  }

  /** A month begins for everybody at once: those who come first must not take every connection. */
  private read<T>(workspaceId: string, work: (tx: HotTransaction) => Promise<T>): Promise<T> {
    return this.inTurn(() => this.database.inWorkspacePipelined(workspaceId, work));
  }

  /** @param takeAside whether a counter that was put aside may be taken at its word */
  private async begin({ principal, shard, period, ttlSeconds }: Missing, takeAside: boolean): Promise<Waiting | null> {
    const { workspaceId, gptId, subscriberId } = principal;
    const [token, batchId, batchUnits, pendingUnits, asideUnits] = (await beginSeed.run(
      this.redis,
      [countersKey(shard, gptId, subscriberId), pendingKey(shard), batchKey(shard), quotaKey(shard, gptId, subscriberId, period)],
      [
        this.random.bytes(9).toString('base64url'),
        ttlSeconds + LONGEST_PERIOD_HOURS * 3_600,
        callerNameOf(workspaceId, gptId, subscriberId),
        hourOf(period.startsAt),
        hourOf(period.endsAt),
        LONGEST_PERIOD_HOURS,
        takeAside ? 1 : '',
      ],
    )) as [string, string, string, string, string];
    if (token === '') return null;
    return {
      ...{ token, batchId, batchUnits: Number(batchUnits), pendingUnits: Number(pendingUnits) },
      asideUnits: asideUnits === '' ? null : Number(asideUnits),
    };
  }
}
