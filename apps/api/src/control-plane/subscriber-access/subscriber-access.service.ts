import { AppError, type Clock, parseId } from '@gatehouse/core';
import {
  Database,
  grantListRepository,
  interactionRepository,
  type ListedGrant,
  MeterFence,
  subscriberRepository,
  subscriberSessionRepository,
  type SubscriberSessionRow,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { CLOCK } from '../../edge/tokens';
import { recordChange } from '../audit/record-change';
import type { Grant, GrantPage, SubscriberSession, SubscriberSessionPage } from './subscriber-access.dto';

/** Where a subscriber is signed in, what they have allowed, and the end of either by the creator's hand. */
@Injectable()
export class SubscriberAccessService {
  constructor(
    private readonly database: Database,
    private readonly fence: MeterFence,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError `not_found` */
  listSessions(workspace: WorkspaceAccess, subscriber: string): Promise<SubscriberSessionPage> {
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const id = await findSubscriber(tx, subscriber);
      const sessions = await subscriberSessionRepository.listLiveOf(tx, id, this.clock.now());
      return { data: sessions.map(sessionView), next_cursor: null };
    });
  }

  /** @throws AppError `not_found` */
  async endSession(workspace: WorkspaceAccess, subscriber: string, session: string): Promise<void> {
    await this.database.inWorkspace(workspace.id, async (tx) => {
      const id = await findSubscriber(tx, subscriber);
      const sessionId = parseId('ses', session);
      if (sessionId === null || !(await subscriberSessionRepository.deleteOf(tx, id, sessionId))) throw new AppError('not_found');
      // A consent page that stands open in that browser would still let it answer as this person.
      await interactionRepository.clearSubscriber(tx, id);
      const target = { kind: 'subscriber', id, name: null };
      await recordChange(tx, workspace.caller, this.clock.now(), { action: 'subscriber.session_ended', target });
    });
  }

  /** @throws AppError `not_found` */
  listGrants(workspace: WorkspaceAccess, subscriber: string): Promise<GrantPage> {
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const id = await findSubscriber(tx, subscriber);
      const grants = await grantListRepository.listLiveOf(tx, id, this.clock.now());
      return { data: grants.map(grantView), next_cursor: null };
    });
  }

  /** Holds on the next call, on every instance. @throws AppError `not_found` */
  async revokeGrant(workspace: WorkspaceAccess, subscriber: string, grant: string): Promise<void> {
    await this.fence.around((mark) =>
      this.database.inWorkspace(workspace.id, async (tx) => {
        const subscriberId = await findSubscriber(tx, subscriber);
        const grantId = parseId('grt', grant);
        if (grantId === null) throw new AppError('not_found');
        await mark.subscriber(workspace.id, subscriberId);
        const now = this.clock.now();
        const [revoked] = await grantListRepository.revoke(tx, { ids: [grantId], subscriberId, now });
        if (revoked === undefined) throw new AppError('not_found');
        const target = { kind: 'subscriber', id: subscriberId, name: null };
        const changes = { gpt: { from: revoked.gptId, to: null } };
        await recordChange(tx, workspace.caller, now, { action: 'grant.revoked', target, changes });
      }),
    );
  }
}

/** @throws AppError `not_found`, the same for a missing one, another workspace's, and text that is no id */
async function findSubscriber(tx: WorkspaceTransaction, text: string): Promise<string> {
  const id = parseId('usr', text);
  if (id === null || (await subscriberRepository.find(tx, id)) === null) throw new AppError('not_found');
  return id;
}

function sessionView(row: SubscriberSessionRow): SubscriberSession {
  return {
    id: row.id,
    method: row.method,
    user_agent: row.userAgent,
    signed_in_at: row.authTime.toISOString(),
    last_seen_at: row.lastSeenAt.toISOString(),
    expires_at: row.expiresAt.toISOString(),
  };
}

function grantView(row: ListedGrant): Grant {
  return {
    id: row.id,
    gpt: { id: row.gptId, name: row.gptName },
    scopes: row.scopes,
    created_at: row.createdAt.toISOString(),
    access_tokens: row.accessTokens,
    refresh_tokens: row.refreshTokens,
  };
}
