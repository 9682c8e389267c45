import { AppError, type Clock, parseId } from '@gatehouse/core';
import {
  accountKey,
  Database,
  MeterFence,
  type MoveProgress,
  stripeConnectionRepository,
  priceMoveRepository,
  tierPriceRepository,
  type TierPriceRow,
  tierRepository,
  type TierRow,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { roleCovers } from '../../edge/access/roles';
import { CLOCK } from '../../edge/tokens';
import { recordChange } from '../audit/record-change';
import { GptReader } from '../gpts/gpt-reader';
import { checkPrices } from './check-prices';
import { setTierPrices } from './set-tier-prices';
import { TierCatalogue } from './tier-catalogue.service';
import type { PriceMoves, SetTierPrices, TierPrices } from './tier-prices.dto';

/** What a tier costs, by the month and by the year, in versions. */
@Injectable()
export class TierPricesService {
  constructor(
    private readonly database: Database,
    private readonly gpts: GptReader,
    private readonly fence: MeterFence,
    private readonly catalogue: TierCatalogue,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError `not_found` */
  show(workspace: WorkspaceAccess, gptId: string, tierId: string): Promise<TierPrices> {
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const gpt = await this.gpts.find(tx, gptId);
      return pricesOf(tx, await findTier(tx, gpt.id, tierId));
    });
  }

  /** @throws AppError `not_found`, `validation_failed`; `forbidden` where people who pay already are to move, which takes an admin as giving a comp does */
  async set(
    workspace: WorkspaceAccess,
    gptId: string,
    tierId: string,
    { prices, move_existing: moves = false }: SetTierPrices,
  ): Promise<TierPrices> {
    if (moves && !roleCovers(workspace.role, 'admin'))
      throw new AppError('forbidden', { detail: 'Moving subscribers to a new price takes the role admin.' });
    checkPrices(prices);
    const tier = await this.fence.around((mark) =>
      this.database.inWorkspace(workspace.id, async (tx) => {
        const gpt = await this.gpts.findForUpdate(tx, gptId);
        const found = await findTier(tx, gpt.id, tierId);
        await mark.gpt(gpt.id);
        const before = (await tierPriceRepository.listLive(tx, found.id)).map(wordsOf);
        const now = this.clock.now();
        const isChanged = await setTierPrices(tx, found, prices, now);
        const moving = moves ? await priceMoveRepository.askForAll(tx, found.id, now) : 0;
        if (!isChanged && moving === 0) return found;
        const after = (await tierPriceRepository.listLive(tx, found.id)).map(wordsOf);
        await recordChange(tx, workspace.caller, now, {
          action: 'tier_prices.changed',
          target: { kind: 'tier', id: found.id, name: found.name },
          changes: {
            ...(isChanged ? { prices: { from: before, to: after } } : {}),
            ...(moving === 0 ? {} : { subscribers_to_move: { from: 0, to: moving } }),
          },
        });
        return found;
      }),
    );
    await this.catalogue.bring(workspace.id, tier);
    return this.database.inWorkspace(workspace.id, (tx) => pricesOf(tx, tier));
  }
}

async function findTier(tx: WorkspaceTransaction, gptId: string, text: string): Promise<TierRow> {
  const id = parseId('tir', text);
  const tier = id === null ? null : await tierRepository.find(tx, gptId, id);
  if (tier === null) throw new AppError('not_found');
  return tier;
}

const wordsOf = ({ amount, currency, interval }: TierPriceRow): string => `${amount} ${currency} a ${interval}`;

async function pricesOf(tx: WorkspaceTransaction, tier: TierRow): Promise<TierPrices> {
  const rows = await tierPriceRepository.listAll(tx, tier.id);
  const connection = await stripeConnectionRepository.find(tx);
  const account = connection === null ? null : accountKey(connection);
  return {
    moves: movesView(await priceMoveRepository.progress(tx, tier.id)),
    data: rows.map((row) => ({
      id: row.id,
      amount: row.amount,
      currency: row.currency,
      interval: row.interval,
      at_stripe: row.stripePriceId !== null && row.stripeAccountId === account,
      created_at: row.createdAt.toISOString(),
      retired_at: row.retiredAt?.toISOString() ?? null,
    })),
  };
}

function movesView({ onOlderPrices, counts, failures }: MoveProgress): PriceMoves {
  return {
    on_older_prices: onOlderPrices,
    ...counts,
    failures: failures.map(({ subscriberId, email, reason }) => ({ subscriber_id: subscriberId, email, reason })),
  };
}
