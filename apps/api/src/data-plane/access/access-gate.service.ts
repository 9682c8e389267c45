import { type AccessDecision, type Clock, decideAccess } from '@gatehouse/core';
import { accessInvitationRepository, accessStandingRepository, type WorkspaceTransaction } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../../edge/tokens';

/** Whether the GPT's access policy lets a person in (the rule: `decideAccess`). Asked after every sign-in, and again where a code is issued. */
@Injectable()
export class AccessGate {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** Until the transaction ends nobody changes the policy. Somebody who is gone is not let in. */
  async judge(tx: WorkspaceTransaction, gptId: string, subscriberId: string): Promise<AccessDecision> {
    const standing = await accessStandingRepository.find(tx, gptId, subscriberId);
    if (standing === null) return { kind: 'refused', why: 'not_invited' };
    return decideAccess(standing.rules, standing.person, this.clock.now());
  }

  /** The same of somebody who comes in now: an invitation by which they do is accepted from now on. @returns whether they may */
  async enter(tx: WorkspaceTransaction, gptId: string, subscriberId: string): Promise<boolean> {
    const decision = await this.judge(tx, gptId, subscriberId);
    if (decision.kind === 'refused') return false;
    if (decision.byInvitation) await accessInvitationRepository.accept(tx, gptId, subscriberId, this.clock.now());
    return true;
  }
}
