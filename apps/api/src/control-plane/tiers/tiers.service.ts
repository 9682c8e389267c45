import { AppError, changesBetween, type Clock, parseId } from '@gatehouse/core';
import {
  Database,
  MeterFence,
  newId,
  type TierChange,
  tierPriceRepository,
  tierRepository,
  type TierRow,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { CLOCK } from '../../edge/tokens';
import { recordChange } from '../audit/record-change';
import { GptReader } from '../gpts/gpt-reader';
import { checkPrice } from './check-prices';
import { pricesWith, setTierPrices } from './set-tier-prices';
import { TierCatalogue } from './tier-catalogue.service';
import { checkTierScopes } from './check-tier-scopes';
import { worsening } from './other-terms';
import { changeFrom, priceColumns, settingsOf, tierView } from './tier-view';
import type { CreateTier, Tier, TierOrder, TierPage, UpdateTier } from './tier.dto';

const MAX_TIERS_PER_GPT = 50;

/** What subscribers of a GPT get and are offered. An edit and a new tier hold on the very next call (fence: ADR 0003). */
@Injectable()
export class TiersService {
  constructor(
    private readonly database: Database,
    private readonly gpts: GptReader,
    private readonly fence: MeterFence,
    private readonly catalogue: TierCatalogue,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  list(workspace: WorkspaceAccess, gptId: string): Promise<TierPage> {
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const gpt = await this.gpts.find(tx, gptId);
      return pageOf(tx, gpt.id);
    });
  }

  /** @throws AppError `not_found`, `already_exists` when the GPT has a tier of that key, `validation_failed`, `limit_reached` */
  async create(workspace: WorkspaceAccess, gptId: string, input: CreateTier): Promise<Tier> {
    checkPrice(input.price);
    const made = await this.fence.around((mark) =>
      this.database.inWorkspace(workspace.id, async (tx) => {
        const gpt = await this.gpts.findForUpdate(tx, gptId);
        await checkTierScopes(tx, gpt.id, input.scopes);
        const present = await tierRepository.listFor(tx, gpt.id);
        if (present.length >= MAX_TIERS_PER_GPT) throw new AppError('limit_reached');
        const tier: Omit<TierRow, 'workspaceId'> = {
          id: newId('tir'),
          gptId: gpt.id,
          key: input.key,
          name: input.name,
          position: Math.max(...present.map((one) => one.position), -1) + 1,
          isDefault: false,
          quotaPerMonth: input.quota_per_month ?? null,
          quotaMonths: input.quota_months ?? 'calendar_month',
          ratePerMinute: input.rate_per_minute ?? null,
          burst: input.burst ?? null,
          scopes: input.scopes ?? null,
          actionCosts: input.action_costs ?? {},
          ...priceColumns(input.price ?? null),
          trialDays: input.trial_days ?? null,
          overageUnitAmount: null,
          overageSince: null,
          formerTerms: [],
          archivedAt: null,
          createdAt: this.clock.now(),
        };
        if (!(await tierRepository.insertUnlessKeyTaken(tx, tier))) {
          throw new AppError('already_exists', { detail: `This GPT has a tier with the key ${input.key}.` });
        }
        // What is offered belongs to what is remembered of everybody who uses the GPT.
        await mark.gpt(gpt.id);
        if (input.price !== undefined) await setTierPrices(tx, tier, input.price === null ? [] : [input.price], tier.createdAt);
        const { id, name } = tier;
        const changes = changesBetween({}, settingsOf(tier));
        await recordChange(tx, workspace.caller, tier.createdAt, {
          action: 'tier.created',
          target: { kind: 'tier', id, name },
          changes,
        });
        return { tier, prices: await tierPriceRepository.listLive(tx, tier.id) };
      }),
    );
    if (input.price !== undefined) await this.catalogue.bring(workspace.id, made.tier);
    return tierView(made.tier, made.prices);
  }

  /** The order in which tiers are shown and offered. @throws AppError `not_found`, `validation_failed` unless each of the GPT's tiers is named once */
  order(workspace: WorkspaceAccess, gptId: string, { tiers }: TierOrder): Promise<TierPage> {
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const gpt = await this.gpts.findForUpdate(tx, gptId);
      const present = await tierRepository.listFor(tx, gpt.id);
      if (tiers.length !== present.length || present.some(({ id }) => !tiers.includes(id))) {
        const message = 'must name each tier of the GPT once';
        throw new AppError('validation_failed', { fields: [{ field: 'tiers', message }] });
      }
      await tierRepository.putInOrder(tx, gpt.id, tiers);
      const ordered = await tierRepository.listFor(tx, gpt.id);
      const keysOf = (rows: readonly TierRow[]): string[] => rows.map(({ key }) => key);
      const changes = changesBetween({ tier_order: keysOf(present) }, { tier_order: keysOf(ordered) });
      if (Object.keys(changes).length > 0) {
        const target = { kind: 'gpt', id: gpt.id, name: gpt.name };
        await recordChange(tx, workspace.caller, this.clock.now(), { action: 'gpt.updated', target, changes });
      }
      return pageOf(tx, gpt.id);
    });
  }

  /** A price takes the place of the one of its interval; the others stay. @throws AppError `not_found`, `validation_failed` */
  async update(workspace: WorkspaceAccess, gptId: string, tierId: string, input: UpdateTier): Promise<Tier> {
    checkPrice(input.price);
    const saved = await this.fence.around((mark) =>
      this.database.inWorkspace(workspace.id, async (tx) => {
        const gpt = await this.gpts.findForUpdate(tx, gptId);
        const tier = await findTier(tx, gpt.id, tierId);
        await checkTierScopes(tx, gpt.id, input.scopes);
        await mark.gpt(gpt.id);
        const now = this.clock.now();
        const edit = changeFrom(input);
        const change = { ...edit, ...archiving(tier, input, now), ...(await worsening(tx, tier, edit, now)) };
        const becomesDefault = input.default === true && !tier.isDefault;
        if (Object.keys(change).length > 0) await tierRepository.update(tx, gpt.id, tier.id, change);
        if (input.price !== undefined)
          await setTierPrices(tx, tier, await pricesWith(tx, tier.id, input.price), this.clock.now());
        if (becomesDefault) await tierRepository.makeDefault(tx, gpt.id, tier.id);
        const changed = await findTier(tx, gpt.id, tier.id);
        const changes = changesBetween(settingsOf(tier), settingsOf(changed));
        if (Object.keys(changes).length > 0) {
          const target = { kind: 'tier', id: tier.id, name: changed.name };
          await recordChange(tx, workspace.caller, this.clock.now(), { action: 'tier.updated', target, changes });
        }
        return { tier: changed, prices: await tierPriceRepository.listLive(tx, tier.id) };
      }),
    );
    if (input.price !== undefined) await this.catalogue.bring(workspace.id, saved.tier);
    return tierView(saved.tier, saved.prices);
  }
}

async function pageOf(tx: WorkspaceTransaction, gptId: string): Promise<TierPage> {
  const prices = await tierPriceRepository.listLiveOfGpt(tx, gptId);
  return { data: (await tierRepository.listFor(tx, gptId)).map((tier) => tierView(tier, prices)), next_cursor: null };
}

/**
 * What an edit does to a tier's being put away.
 * @throws AppError `validation_failed`: new subscribers need a tier to begin on
 */
function archiving(tier: TierRow, { archived, default: makeDefault }: UpdateTier, now: Date): TierChange {
  const willBeArchived = archived ?? tier.archivedAt !== null;
  if (willBeArchived && (tier.isDefault || makeDefault === true)) {
    const message = 'the default tier cannot be archived: new subscribers begin on it';
    throw new AppError('validation_failed', { fields: [{ field: 'archived', message }] });
  }
  if (willBeArchived === (tier.archivedAt !== null)) return {};
  return { archivedAt: willBeArchived ? now : null };
}

async function findTier(tx: WorkspaceTransaction, gptId: string, text: string): Promise<TierRow> {
  const id = parseId('tir', text);
  const tier = id === null ? null : await tierRepository.find(tx, gptId, id);
  if (tier === null) throw new AppError('not_found');
  return tier;
}
