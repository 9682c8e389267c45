import { AppError, changesBetween, type Clock, normalUnitAmount, parseId } from '@gatehouse/core';
import { Database, MeterFence, tierRepository, type TierRow, type WorkspaceTransaction } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { CLOCK } from '../../edge/tokens';
import { recordChange } from '../audit/record-change';
import { GptReader } from '../gpts/gpt-reader';
import { keepTerms, nextSince } from '../tiers/other-terms';
import type { SetTierOverage, TierOverage } from './tier-overage.dto';

/** What goes beyond a paid tier's quota: refused, or admitted and charged. */
@Injectable()
export class TierOverageService {
  constructor(
    private readonly database: Database,
    private readonly gpts: GptReader,
    private readonly fence: MeterFence,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError `not_found` */
  show(workspace: WorkspaceAccess, gptId: string, tierId: string): Promise<TierOverage> {
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const gpt = await this.gpts.find(tx, gptId);
      return view(await find(tx, gpt.id, tierId));
    });
  }

  /**
   * Holds at once where it closes the wall. Where it opens it, or changes what is charged: for who buys from now on, and has seen it.
   * @throws AppError `not_found`, `validation_failed` for a tier without a price or a quota
   */
  set(workspace: WorkspaceAccess, gptId: string, tierId: string, { unit_amount: given }: SetTierOverage): Promise<TierOverage> {
    return this.fence.around((mark) =>
      this.database.inWorkspace(workspace.id, async (tx) => {
        const gpt = await this.gpts.findForUpdate(tx, gptId);
        const tier = await find(tx, gpt.id, tierId);
        const overageUnitAmount = given === null ? null : normalUnitAmount(given);
        if (overageUnitAmount !== null) refuseWithoutPrice(tier);
        if (overageUnitAmount === tier.overageUnitAmount) return view(tier);
        await mark.gpt(gpt.id);
        const now = this.clock.now();
        const kept = await keepTerms(tx, tier);
        const change = { overageUnitAmount, overageSince: overageUnitAmount === null ? null : nextSince(tier, now), ...kept };
        await tierRepository.update(tx, gpt.id, tier.id, change);
        const changes = changesBetween({ overage: tier.overageUnitAmount }, { overage: overageUnitAmount });
        const target = { kind: 'tier', id: tier.id, name: tier.name };
        await recordChange(tx, workspace.caller, now, { action: 'tier.updated', target, changes });
        return view({ ...tier, ...change });
      }),
    );
  }
}

function refuseWithoutPrice({ priceAmount, quotaPerMonth }: TierRow): void {
  const message =
    priceAmount === null || priceAmount === 0
      ? 'needs a tier with a price: only who pays can be charged for more'
      : quotaPerMonth === null
        ? 'needs a tier with a monthly quota: without one nothing is beyond it'
        : null;
  if (message !== null) throw new AppError('validation_failed', { fields: [{ field: 'unit_amount', message }] });
}

async function find(tx: WorkspaceTransaction, gptId: string, text: string): Promise<TierRow> {
  const id = parseId('tir', text);
  const tier = id === null ? null : await tierRepository.find(tx, gptId, id);
  if (tier === null) throw new AppError('not_found');
  return tier;
}

function view({ overageUnitAmount, priceCurrency, quotaPerMonth, overageSince }: TierRow): TierOverage {
  return {
    unit_amount: overageUnitAmount,
    currency: priceCurrency,
    included: quotaPerMonth,
    since: overageSince?.toISOString() ?? null,
  };
}
