import {
  type Admission,
  arrive,
  type CallRequest,
  type Clock,
  type Decision,
  forgiven,
  hourOf,
  hourStart,
  type Limits,
  limitsFor,
  type Period,
  type PresentedCredential,
  type Principal,
  shareOfRate,
} from '@gatehouse/core';
import {
  type Config,
  CounterReader,
  Database,
  directUsageRepository,
  newId,
  principalRepository,
  sha256,
  usedBeside,
  usageRepository,
  workspaceRepository,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { CLOCK, CONFIG } from '../../edge/tokens';
import type { Tenant } from '../tenants/tenants.service';
import { UpgradeLinks } from '../upgrade-link/upgrade-links.service';
import { ColdReads } from './cold-reads';
import { answer, UNAUTHORIZED, UNAVAILABLE, type VerifyAnswer } from './verify-answer';

interface Decided {
  readonly principal: Principal;
  readonly limits: Limits;
  readonly admission: Admission;
  readonly now: Date;
}

/**
 * Verify without Redis (ADR 0024), when the workspace wants that: one transaction in Postgres reads who calls, afresh, because there is no fence to
 * remember under; decides; and counts, before the answer. Quotas are exact among all instances, by a lock on the caller; rates are this process's
 * own, and a share of what they are otherwise.
 */
@Injectable()
export class DirectVerify {
  private readonly arrivals: LRUCache<string, number>;

  constructor(
    private readonly database: Database,
    private readonly upgrades: UpgradeLinks,
    private readonly turns: ColdReads,
    private readonly counters: CounterReader,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.arrivals = new LRUCache({ max: config.principalCacheSize });
  }

  /** @throws when Postgres does not answer: nothing was counted. */
  async handle(workspace: Tenant, credential: PresentedCredential | null, call: CallRequest): Promise<VerifyAnswer> {
    if (credential === null) return UNAUTHORIZED;
    // Nobody counts strangers but Redis.
    if (call.stranger !== null && credential.kind === 'service_key') return UNAVAILABLE;
    // Redis may have counted it before it went away, and lost the answer: to count it again would break what the key is for.
    if (call.idempotencyKey !== null && !call.peek) return UNAVAILABLE;
    return this.turns.run(async () => {
      const decided = await this.database.inWorkspace(workspace.id, (tx) => this.decide(tx, credential, call));
      if (!('admission' in decided)) return decided;
      const { principal, limits, admission, now } = decided;
      const { decision } = admission;
      const upgradeUrl = decision === 'accepted' ? null : await this.upgrades.linkFor(workspace, principal, limits, decision);
      return answer(principal, limits, admission, now, upgradeUrl);
    });
  }

  private async decide(
    tx: WorkspaceTransaction,
    credential: PresentedCredential,
    call: CallRequest,
  ): Promise<Decided | VerifyAnswer> {
    const workspace = await workspaceRepository.find(tx, tx.workspaceId);
    if (workspace?.whenCountersAreDown !== 'serve') return UNAVAILABLE;
    const now = this.clock.now();
    const principal = await principalRepository.find(tx, credential.kind, sha256(credential.secret), now);
    if (principal === null || (principal.expiresAt !== null && principal.expiresAt <= now)) return UNAUTHORIZED;
    const limits = limitsFor(principal, call, now);
    const ours: Limits = { ...limits, rate: shareOfRate(limits.rate, this.config.countersDownRateShare) };
    return { principal, limits: ours, admission: await this.admit(tx, principal, ours, call, now), now };
  }

  private async admit(
    tx: WorkspaceTransaction,
    principal: Principal,
    limits: Limits,
    call: CallRequest,
    now: Date,
  ): Promise<Admission> {
    const { quota, rate, cost } = limits;
    await directUsageRepository.lockCaller(tx, principal.subscriberId);
    const used = await this.usedSoFar(tx, principal, quota.period, call.peek);
    const place = `${principal.gptId} ${principal.subscriberId}`;
    const nowMicros = now.getTime() * 1000;
    const tat = this.arrivals.get(place) ?? 0;
    const told = (decision: Decision, usedUnits = used, tatMicros = tat): Admission => ({
      ...{ decision, usedUnits, tatMicros, nowMicros, sourceTatMicros: null },
    });
    const next = rate === null ? tat : arrive(rate, tat, nowMicros);
    const decision = decisionOf(limits, used, next !== null);
    if (call.peek) return told(decision);
    const isAccepted = decision === 'accepted';
    // A call that is not counted in the end has used up a place all the same: too strict, never too generous.
    if (isAccepted && next !== null) this.arrivals.set(place, next);
    else if (rate !== null && tat > 0) this.arrivals.set(place, forgiven(rate, tat, nowMicros));
    await this.count(tx, principal, limits, call.action, isAccepted, now);
    return isAccepted ? told(decision, used + cost, next ?? tat) : told(decision);
  }

  /** Of a Redis that takes no writes it is still known what it counted; of one that is away, only what came home. */
  private async usedSoFar(tx: WorkspaceTransaction, principal: Principal, period: Period, peek: boolean): Promise<number> {
    const { gptId, subscriberId } = principal;
    const inRedis = await (peek ? this.counters.look(principal, period) : this.counters.hold(principal, period));
    const ledger = await usageRepository.usedUnitsByHour(tx, gptId, subscriberId, period);
    return usedBeside(inRedis, ledger, (await directUsageRepository.unitsOf(tx, gptId, subscriberId, period)).units);
  }

  private count(
    tx: WorkspaceTransaction,
    principal: Principal,
    { cost, quota }: Limits,
    action: string,
    isAccepted: boolean,
    now: Date,
  ): Promise<void> {
    const { workspaceId, gptId, subscriberId, tier } = principal;
    const hour = hourOf(now);
    const counts = isAccepted ? { calls: 1n, cost: BigInt(cost), denied: 0n } : { calls: 0n, cost: 0n, denied: 1n };
    const entry = { workspaceId, gptId, subscriberId, action, tier: tier.key, hour, startsAt: hourStart(hour), counts };
    return directUsageRepository.count(tx, newId('bat'), entry, quota.period, now);
  }
}

function decisionOf({ refusal, cost, quota }: Limits, used: number, isInTime: boolean): Decision {
  if (refusal !== null) return refusal;
  if (!isInTime) return 'rate_limited';
  return quota.limit !== null && cost > 0 && used + cost > quota.limit ? 'quota_exceeded' : 'accepted';
}
