import type { Clock } from '@gatehouse/core';
import {
  accessTokenRepository,
  Database,
  grantRepository,
  MeterFence,
  refreshTokenRepository,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../../edge/tokens';
import { recordSubscriberEvent } from '../sign-in/subscriber-events';
import type { Leak } from './exchange';

/** Revokes what grew from a code or a refresh token that somebody else holds, too. In a transaction of its own, so it commits although the request fails. */
@Injectable()
export class Leaks {
  constructor(
    private readonly database: Database,
    private readonly fence: MeterFence,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Once it returns, no token of the leak works any more, on any instance. @throws when that cannot be had: Postgres or Redis is away */
  async revoke(workspaceId: string, leak: Leak): Promise<void> {
    const now = this.clock.now();
    await this.fence.around((mark) =>
      this.database.inWorkspace(workspaceId, async (tx) => {
        await mark.subscriber(workspaceId, leak.subscriberId);
        // Told once: a client that sends a used code again and again revokes nothing more, and could fill a log that only grows.
        if (leak.of === 'code' && !(await revokeOfCode(tx, leak.codeId, now))) return;
        if (leak.of === 'refresh_token') await revokeGrant(tx, leak.grantId, now);
        const action = leak.of === 'code' ? 'authorization_code.replayed' : 'refresh_token.reused';
        await recordSubscriberEvent(tx, now, { action, subscriberId: leak.subscriberId, by: 'system' });
      }),
    );
  }
}

/**
 * What the first redemption issued, and whatever was refreshed from it. The consent stays: nobody but a holder of the code is concerned.
 * @returns whether there was anything left to revoke
 */
async function revokeOfCode(tx: WorkspaceTransaction, codeId: string, now: Date): Promise<boolean> {
  // First what could be exchanged: after it no access token can be added.
  const refreshable = await refreshTokenRepository.revokeOfCode(tx, codeId, now);
  return (await accessTokenRepository.revokeOfCode(tx, codeId, now)) || refreshable;
}

/** Somebody holds a token that its owner has long exchanged. Which of the two is the owner cannot be told, so the consent itself ends. */
async function revokeGrant(tx: WorkspaceTransaction, grantId: string, now: Date): Promise<void> {
  await grantRepository.revoke(tx, grantId, now);
  await accessTokenRepository.revokeOfGrant(tx, grantId, now);
  await refreshTokenRepository.revokeOfGrant(tx, grantId, now);
}
