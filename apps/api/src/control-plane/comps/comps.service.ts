import { AppError, type AuditAction, changesBetween, type Clock, compEndFault, parseId } from '@gatehouse/core';
import {
  Database,
  MeterFence,
  subscriptionRepository,
  type SubscriptionWithTier,
  tierRepository,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { CLOCK } from '../../edge/tokens';
import { recordChange } from '../audit/record-change';
import { compView } from '../subscriptions/subscription-billing-view';
import type { Subscription } from '../subscriptions/subscription.dto';
import { findPlace, SubscriptionsService } from '../subscriptions/subscriptions.service';
import type { GiveComp } from './comp.dto';

/** Whose place on which GPT, as the path names them. */
interface PlaceName {
  readonly subscriber: string;
  readonly gpt: string;
}

interface Comp {
  readonly compTierId: string | null;
  readonly compedUntil: Date | null;
}

const NONE: Comp = { compTierId: null, compedUntil: null };

/** Gives subscribers a priced tier for nothing. What they pay for, if they do, is never touched by it. */
@Injectable()
export class CompsService {
  constructor(
    private readonly database: Database,
    private readonly fence: MeterFence,
    private readonly subscriptions: SubscriptionsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Holds from their next call on, in the place of any comp before it.
   * @throws AppError `not_found` when they never came to that GPT; `validation_failed`
   */
  give(workspace: WorkspaceAccess, name: PlaceName, { tier, until = null }: GiveComp): Promise<Subscription> {
    return this.change(workspace, name, 'subscription.comped', async (tx, gptId) => {
      const compedUntil = until === null ? null : new Date(until);
      const fault = compEndFault(compedUntil, this.clock.now());
      if (fault !== null) throw new AppError('validation_failed', { fields: [{ field: 'until', message: fault }] });
      return { compTierId: await pricedTier(tx, gptId, tier), compedUntil };
    });
  }

  /** @throws AppError `not_found` */
  end(workspace: WorkspaceAccess, name: PlaceName): Promise<Subscription> {
    return this.change(workspace, name, 'subscription.comp_ended', () => Promise.resolve(NONE));
  }

  private change(
    workspace: WorkspaceAccess,
    { subscriber, gpt }: PlaceName,
    action: AuditAction,
    decide: (tx: WorkspaceTransaction, gptId: string) => Promise<Comp>,
  ): Promise<Subscription> {
    const [id, gptId] = [parseId('usr', subscriber), parseId('gpt', gpt)];
    if (id === null || gptId === null) throw new AppError('not_found');
    return this.fence.around((mark) =>
      this.database.inWorkspace(workspace.id, async (tx) => {
        const now = this.clock.now();
        if ((await subscriptionRepository.findForUpdate(tx, id, gptId)) === null) throw new AppError('not_found');
        const before = await findPlace(tx, id, gptId, now);
        const comp = await decide(tx, gptId);
        await mark.subscriber(workspace.id, id);
        await subscriptionRepository.update(tx, before.id, comp);
        const after = await findPlace(tx, id, gptId, now);
        const changes = changesBetween({ comp: told(before, now) }, { comp: told(after, now) });
        const target = { kind: 'subscriber', id, name: null };
        if (Object.keys(changes).length > 0) await recordChange(tx, workspace.caller, now, { action, target, changes });
        return this.subscriptions.view(tx, id, after);
      }),
    );
  }
}

/** As the audit log has it. */
function told(row: SubscriptionWithTier, now: Date): object | null {
  const comp = compView(row, now);
  return comp === null ? null : { gpt: row.gptId, tier: comp.tier.id, until: comp.until };
}

/** @throws AppError `validation_failed` for a tier that is not the GPT's, that nobody comes to any more, or that costs nothing anyway */
async function pricedTier(tx: WorkspaceTransaction, gptId: string, text: string): Promise<string> {
  const id = parseId('tir', text);
  const tier = id === null ? null : await tierRepository.find(tx, gptId, id);
  const fail = (message: string): AppError => new AppError('validation_failed', { fields: [{ field: 'tier', message }] });
  if (tier === null) throw fail('is not a tier of this GPT');
  if (tier.archivedAt !== null) throw fail('is archived');
  if (tier.priceAmount === null) throw fail('costs nothing: move them to it instead');
  return tier.id;
}
