import { AppError, changesBetween, type Clock } from '@gatehouse/core';
import {
  Database,
  type EventSubscriber,
  stripeEventRepository,
  type StripeEventRow,
  StripeEvents,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { CLOCK } from '../../edge/tokens';
import { recordChange } from '../audit/record-change';
import { decodeCursor, encodeCursor } from '../paging/cursor';
import type { StripeEvent, StripeEventPage, StripeEventQuery } from './stripe-event-log.dto';

const EVENT_ID = /^evt_\w{1,250}$/;

/** What Stripe told of a workspace's account, and what became of it. */
@Injectable()
export class StripeEventLogService {
  constructor(
    private readonly database: Database,
    @Inject(StripeEvents) private readonly events: StripeEvents | null,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Newest first, of one outcome, of all but the ignored, or of all. @throws AppError `validation_failed` for a cursor that is none */
  async list(workspace: WorkspaceAccess, { limit, cursor, outcome }: StripeEventQuery): Promise<StripeEventPage> {
    const position = cursor === undefined ? null : decodeCursor(cursor, { atMs: /^\d{1,14}$/, id: EVENT_ID });
    const after = position === null ? null : { receivedAt: new Date(Number(position.atMs)), id: position.id };
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const found = await stripeEventRepository.list(tx, workspace.id, { after, outcome: outcome ?? null, limit: limit + 1 });
      const page = found.slice(0, limit);
      const last = page.at(-1);
      return {
        data: await viewsOf(tx, page),
        next_cursor:
          found.length > limit && last !== undefined
            ? encodeCursor({ atMs: String(last.receivedAt.getTime()), id: last.id })
            : null,
      };
    });
  }

  /**
   * Works through an event once more: its object is read again at Stripe, so what is true now is what is written.
   * @throws AppError `not_found`, `temporarily_unavailable` when Stripe does not answer
   */
  async replay(workspace: WorkspaceAccess, id: string): Promise<StripeEvent> {
    const event = await this.find(workspace, id);
    if (this.events === null) throw new AppError('conflict', { detail: 'Payments are not set up on this installation.' });
    try {
      await this.events.apply(event, true, workspace.id);
    } catch (cause) {
      if (cause instanceof AppError) throw cause;
      throw new AppError('temporarily_unavailable', { detail: 'Stripe could not be asked.', retryAfterSeconds: 10, cause });
    }
    const after = await this.find(workspace, id);
    return this.database.inWorkspace(workspace.id, async (tx) => {
      await recordChange(tx, workspace.caller, this.clock.now(), {
        action: 'stripe.event_replayed',
        target: { kind: 'stripe_event', id: event.id, name: event.type },
        changes: changesBetween({ outcome: event.outcome }, { outcome: after.outcome }),
      });
      return eventView(after, await subscribersOf(tx, [after]));
    });
  }

  private async find(workspace: WorkspaceAccess, id: string): Promise<StripeEventRow> {
    const event = EVENT_ID.test(id)
      ? await this.database.inWorkspace(workspace.id, (tx) => stripeEventRepository.find(tx, id))
      : null;
    if (event === null || event.holderId !== workspace.id) throw new AppError('not_found');
    return event;
  }
}

async function viewsOf(tx: WorkspaceTransaction, events: readonly StripeEventRow[]): Promise<StripeEvent[]> {
  const subscribers = await subscribersOf(tx, events);
  return events.map((event) => eventView(event, subscribers));
}

/** Whose each event was, by what it was about and by the customer whom it concerned. */
async function subscribersOf(tx: WorkspaceTransaction, events: readonly StripeEventRow[]): Promise<Map<string, EventSubscriber>> {
  const objects = events.flatMap(({ objectId, customerId }) => [objectId, customerId].filter((id) => id !== null));
  const found = await stripeEventRepository.subscribersOf(tx, [...new Set(objects)]);
  return new Map(found.map((one) => [one.objectId, one]));
}

function eventView(event: StripeEventRow, subscribers: ReadonlyMap<string, EventSubscriber>): StripeEvent {
  const whose = subscribers.get(event.objectId ?? '') ?? subscribers.get(event.customerId ?? '');
  return {
    id: event.id,
    type: event.type,
    object_id: event.objectId,
    outcome: event.outcome,
    detail: event.detail,
    subscriber: whose === undefined ? null : { id: whose.id, email: whose.email, name: whose.name },
    attempts: event.attempts,
    livemode: event.livemode,
    created_at: event.createdAt.toISOString(),
    received_at: event.receivedAt.toISOString(),
  };
}
