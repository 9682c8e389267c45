import type { Clock } from '@gatehouse/core';
import {
  Database,
  type FenceMarker,
  interactionRepository,
  MeterFence,
  signInCodeRepository,
  subscriberRepository,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import { Throttle } from '../../edge/throttle/throttle.service';
import { CLOCK } from '../../edge/tokens';
import type { LiveInteraction } from './interactions.service';
import { KnownBrowsers } from './known-browser.service';
import { type Proof, recognise, type Recognised } from './people';
import { recordSubscriberEvent } from './subscriber-events';
import { SubscriberSessions } from './subscriber-sessions.service';

export type SignInOutcome =
  | { readonly kind: 'signed_in'; readonly cookies: readonly string[] }
  | { readonly kind: 'finished' }
  | Extract<Recognised, { kind: 'refused' }>;

/**
 * Somebody proved who they are on the way to an account that they do not have: accounts begin with a GPT. Thrown, so that nothing of it is
 * kept, whichever method was on its way.
 */
export class NobodyHere extends Error {
  constructor(readonly live: LiveInteraction) {
    super('a person without an account came to its door');
  }
}

export interface Proved {
  readonly kind: 'proved';
  readonly proof: Proof;
  /** What is to be done once it is known who the person is, before their session begins. */
  readonly settle?: (tx: WorkspaceTransaction, subscriberId: string) => Promise<void>;
}

/** The end of a sign-in, by whichever method: the person is found, has a session, and stands in the interaction. */
@Injectable()
export class SubscriberSignIn {
  constructor(
    private readonly database: Database,
    private readonly fence: MeterFence,
    private readonly sessions: SubscriberSessions,
    private readonly browsers: KnownBrowsers,
    private readonly throttle: Throttle,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Signs the person in, in one transaction.
   * @param prove establishes the proof within it; `stopped` stops everything, and commits what it wrote (a spent try)
   */
  async complete<Stopped>(
    live: LiveInteraction,
    headers: IncomingHttpHeaders,
    prove: (tx: WorkspaceTransaction) => Promise<Proved | { kind: 'stopped'; why: Stopped }>,
  ): Promise<SignInOutcome | { readonly kind: 'stopped'; readonly why: Stopped }> {
    // Whichever method: some have nothing that could be guessed, and would not ask Redis.
    await this.throttle.demandRedis();
    return this.fence.around((mark) =>
      this.database.inWorkspace(live.tenant.id, async (tx) => {
        const proved = await prove(tx);
        return proved.kind === 'stopped' ? proved : this.enter(tx, live, headers, proved, mark);
      }),
    );
  }

  private async enter(
    tx: WorkspaceTransaction,
    live: LiveInteraction,
    headers: IncomingHttpHeaders,
    { proof, settle }: Proved,
    mark: FenceMarker,
  ): Promise<SignInOutcome> {
    const { tenant, interaction } = live;
    const authTime = this.clock.now();
    const recognised = await recognise(tx, proof, authTime, mark);
    if (recognised.kind === 'refused') return recognised;
    if (recognised.isNew && live.interaction.purpose === 'account') throw new NobodyHere(live);
    const { subscriberId } = recognised;
    // Erased at this moment: they begin anew, as somebody new.
    if (!(await subscriberRepository.hold(tx, subscriberId))) return { kind: 'finished' };
    await settle?.(tx, subscriberId);
    if (!(await interactionRepository.setSubscriber(tx, interaction.id, { subscriberId, authTime }))) return { kind: 'finished' };
    await signInCodeRepository.delete(tx, interaction.id);
    const subscriber = await subscriberRepository.find(tx, subscriberId);
    if (subscriber === null) throw new Error('a subscriber who signed in is gone');
    const changes = { method: { from: null, to: proof.method }, gpt: { from: null, to: interaction.gptId } };
    await recordSubscriberEvent(tx, authTime, { action: 'subscriber.signed_in', subscriberId, by: 'subscriber', changes });
    const sessionCookie = await this.sessions.begin(tx, tenant, headers, { subscriberId, method: proof.method });
    return { kind: 'signed_in', cookies: [sessionCookie, this.browsers.mark(tenant, subscriber.email)] };
  }
}
