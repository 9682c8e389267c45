import { AppError, type Clock, parseId } from '@gatehouse/core';
import { Database, MeterFence, subscriberListRepository } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { CLOCK } from '../../edge/tokens';
import { recordChange } from '../audit/record-change';
import { decodeCursor, encodeCursor } from '../paging/cursor';
import { filterFrom, subscriberView } from './subscriber-view';
import type { Subscriber, SubscriberPage, SubscriberQuery } from './subscriber.dto';

/** The people who signed in from ChatGPT. */
@Injectable()
export class SubscribersService {
  constructor(
    private readonly database: Database,
    private readonly fence: MeterFence,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Last seen first. */
  list(workspace: WorkspaceAccess, query: SubscriberQuery): Promise<SubscriberPage> {
    const { limit, cursor } = query;
    const after = cursor === undefined ? null : decodeCursor(cursor, { lastSeenMicros: /^\d{1,16}$/, id: /^usr_[0-9a-z]{26}$/ });
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const { rows, cursors } = await subscriberListRepository.page(tx, filterFrom(query, this.clock.now()), {
        limit: limit + 1,
        after,
      });
      const last = rows.length > limit ? cursors[limit - 1] : undefined;
      return { data: rows.slice(0, limit).map(subscriberView), next_cursor: last === undefined ? null : encodeCursor(last) };
    });
  }

  /** @throws AppError `not_found` */
  get(workspace: WorkspaceAccess, text: string): Promise<Subscriber> {
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const id = parseId('usr', text);
      const subscriber = id === null ? null : await subscriberListRepository.find(tx, id, this.clock.now());
      if (subscriber === null) throw new AppError('not_found');
      return subscriberView(subscriber);
    });
  }

  /** Refuses the person's calls from the next one on, on every instance, or lifts that again. @throws AppError `not_found` */
  async setBlocked(workspace: WorkspaceAccess, text: string, blocked: boolean): Promise<Subscriber> {
    const id = parseId('usr', text);
    if (id === null) throw new AppError('not_found');
    await this.fence.around((mark) =>
      this.database.inWorkspace(workspace.id, async (tx) => {
        const now = this.clock.now();
        const blockedAt = blocked ? now : null;
        if (!(await subscriberListRepository.setBlocked(tx, id, blockedAt))) throw new AppError('not_found');
        await mark.subscriber(workspace.id, id);
        const action = blocked ? 'subscriber.blocked' : 'subscriber.unblocked';
        // Without the address: people may ask to be forgotten, and the log cannot.
        await recordChange(tx, workspace.caller, now, { action, target: { kind: 'subscriber', id, name: null } });
      }),
    );
    return this.get(workspace, id);
  }
}
