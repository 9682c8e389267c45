import { type CallRequest, type Clock, limitsFor, onBehalfOf, type Principal } from '@gatehouse/core';
import { isRefusedByRedis, Meter, MeterPresence, SeedOvertaken } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../../edge/tokens';
import { type Tenant, Tenants } from '../tenants/tenants.service';
import { DirectVerify } from './direct-verify.service';
import { UpgradeLinks } from '../upgrade-link/upgrade-links.service';
import { Principals } from './principals.service';
import { answer, malformed, UNAUTHORIZED, UNAVAILABLE, type VerifyAnswer } from './verify-answer';
import { type ParsedVerify, parseVerifyRequest, type VerifyRequest } from './verify-request';

/** Every time round somebody changed something in between. More than these, and it is not a race but a fault. */
const MAX_ATTEMPTS = 6;
/** By Redis, without it when it refuses, and again where it is back by then, or refuses anew. */
const MAX_WAYS = 3;

/**
 * The corridor: whose door, who, what limits, admit, answer. Warm it costs one round trip to Redis and none to Postgres; nothing else in
 * it writes. Refusals are values. Without Redis, Postgres decides and counts instead, where the workspace wants that.
 */
@Injectable()
export class VerifyHandler {
  constructor(
    private readonly tenants: Tenants,
    private readonly principals: Principals,
    private readonly meter: Meter,
    private readonly presence: MeterPresence,
    private readonly direct: DirectVerify,
    private readonly upgrades: UpgradeLinks,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws when Redis or Postgres does not answer: no decision was made, the call was counted at most once. */
  async handle(request: VerifyRequest): Promise<VerifyAnswer> {
    const asked = parseVerifyRequest(request);
    if (asked.fault !== null) return malformed(asked.fault);

    const workspace = await this.tenants.resolve(request.workspace); // 1 whose door
    if (workspace === null) return UNAUTHORIZED;

    for (let way = 0; way < MAX_WAYS; way += 1) {
      if (!this.presence.isPresent) {
        const answered = await this.presence.directly(() => this.direct.handle(workspace, asked.credential, asked.call));
        if (answered !== null) return answered; // else Redis is back
      }
      try {
        const answered = await this.byRedis(workspace, asked);
        if (answered !== null) return answered; // else Redis went away while they were looked up
      } catch (error) {
        // Others decide about this caller without Redis, one after the other, and the call is counted nowhere yet: it takes its turn among them.
        if (error instanceof SeedOvertaken)
          return this.presence.beside(() => this.direct.handle(workspace, asked.credential, asked.call));
        if (!isRefusedByRedis(error)) throw error;
        this.presence.refuse(); // it answered, and did nothing: the call is counted nowhere yet
      }
    }
    return UNAVAILABLE;
  }

  /** @returns null, and nothing was counted, when Redis does not decide any more */
  private async byRedis(workspace: Tenant, asked: Extract<ParsedVerify, { fault: null }>): Promise<VerifyAnswer | null> {
    let known = await this.principals.identify(workspace.id, asked.credential); // 2 who: memory, then Postgres
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      if (known === null) return UNAUTHORIZED;
      // To look somebody up can take a while, in which Redis may have gone, and come back, and not been told yet of what was counted without it.
      if (!this.presence.isPresent) return null;
      const now = this.clock.now();
      const caller = callerIn(known.principal, asked.call);
      const limits = limitsFor(caller, asked.call, now); // 3 policy, pure
      const met = await this.meter.admit(caller, known.fence, limits, asked.call, now); // 4 one atomic step: still so? rate? quota? count
      if (met.kind === 'decided') {
        const { decision } = met.admission;
        const upgradeUrl = decision === 'accepted' ? null : await this.upgrades.linkFor(workspace, caller, limits, decision);
        return answer(caller, limits, met.admission, now, upgradeUrl); // 5 pure
      }
      known = await this.principals.renew(known, met); // what was remembered does not hold any more: back to 2
    }
    return UNAVAILABLE;
  }
}

/** A service key may call for somebody who has not signed in; whoever has is known by their token, whatever else is said of them. */
function callerIn(principal: Principal, { stranger }: CallRequest): Principal {
  return stranger === null || principal.kind === 'subscriber' ? principal : onBehalfOf(principal, stranger);
}
