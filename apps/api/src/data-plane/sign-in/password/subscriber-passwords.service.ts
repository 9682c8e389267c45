import type { Clock } from '@gatehouse/core';
import {
  Database,
  interactionRepository,
  subscriberPasswordRepository,
  subscriberSessionRepository,
  verifyPassword,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../../../edge/tokens';
import { recordSubscriberEvent } from '../subscriber-events';

/** A password that was found right, and of which it has to be seen again, within the transaction that acts on it, that it still is. */
export interface RightPassword {
  readonly email: string;
  readonly passwordHash: string;
}

/** Passwords of subscribers: compared, and put in force. */
@Injectable()
export class SubscriberPasswords {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Compares. One query and one argon2id, whether or not there is such a person and whether or not they have a password, so that neither the clock
   * nor the answer tells. Outside of any transaction: the comparison takes a while, and connections are few.
   */
  async compare(workspaceId: string, email: string, password: string): Promise<RightPassword | null> {
    const passwordHash = await this.database.inWorkspace(workspaceId, (tx) =>
      subscriberPasswordRepository.findHashByEmail(tx, email),
    );
    const matches = await verifyPassword(password, passwordHash);
    return matches && passwordHash !== null ? { email, passwordHash } : null;
  }

  /** Whether it is still so: the person may have been erased, or chosen another password, a moment ago. */
  async stillHolds(tx: WorkspaceTransaction, { email, passwordHash }: RightPassword): Promise<boolean> {
    return (await subscriberPasswordRepository.findHashByEmail(tx, email)) === passwordHash;
  }

  /**
   * Puts a password in force for a person whose address was proven in this transaction, or who signed in a moment ago. Whoever was in by an older
   * one is out: sessions end, and so do consent pages that were left open. It goes into the workspace's log.
   */
  async put(
    tx: WorkspaceTransaction,
    { subscriberId, passwordHash }: { subscriberId: string; passwordHash: string },
  ): Promise<void> {
    const now = this.clock.now();
    const former = await subscriberPasswordRepository.find(tx, subscriberId);
    await subscriberPasswordRepository.put(tx, { subscriberId, passwordHash, changedAt: now });
    await subscriberSessionRepository.deleteAllOf(tx, subscriberId);
    await interactionRepository.clearSubscriber(tx, subscriberId);
    const action = former === null ? 'subscriber.password_set' : 'subscriber.password_changed';
    await recordSubscriberEvent(tx, now, { action, subscriberId, by: 'subscriber' });
  }
}
