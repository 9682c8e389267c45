import { AppError, changesBetween, type Clock, parseId } from '@gatehouse/core';
import {
  Database,
  MeterFence,
  newId,
  scopeRepository,
  type TierChange,
  tierRepository,
  type TierRow,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { CLOCK } from '../../edge/tokens';
import { recordChange } from '../audit/record-change';
import { GptReader } from '../gpts/gpt-reader';
import type { CreateTier, Price, Tier, TierPage, UpdateTier } from './tier.dto';

const MAX_TIERS_PER_GPT = 50;

/** What subscribers of a GPT get. An edit holds on the very next call (fence: ADR 0003). */
@Injectable()
export class TiersService {
  constructor(
    private readonly database: Database,
    private readonly gpts: GptReader,
    private readonly fence: MeterFence,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  list(workspace: WorkspaceAccess, gptId: string): Promise<TierPage> {
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const gpt = await this.gpts.find(tx, gptId);
      return { data: (await tierRepository.listFor(tx, gpt.id)).map(tierView), next_cursor: null };
    });
  }

  /** @throws AppError `not_found`, `already_exists` when the GPT has a tier of that key, `validation_failed`, `limit_reached` */
  create(workspace: WorkspaceAccess, gptId: string, input: CreateTier): Promise<Tier> {
    return this.database.inWorkspace(workspace.id, async (tx) => {
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
        ratePerMinute: input.rate_per_minute ?? null,
        burst: input.burst ?? null,
        scopes: input.scopes ?? null,
        actionCosts: input.action_costs ?? {},
        ...priceColumns(input.price ?? null),
        trialDays: input.trial_days ?? null,
        createdAt: this.clock.now(),
      };
      if (!(await tierRepository.insertUnlessKeyTaken(tx, tier))) {
        throw new AppError('already_exists', { detail: `This GPT has a tier with the key ${input.key}.` });
      }
      const { id, name } = tier;
      const changes = changesBetween({}, settingsOf(tier));
      await recordChange(tx, workspace.caller, tier.createdAt, {
        action: 'tier.created',
        target: { kind: 'tier', id, name },
        changes,
      });
      return tierView(tier);
    });
  }

  /** @throws AppError `not_found`, `validation_failed` */
  update(workspace: WorkspaceAccess, gptId: string, tierId: string, input: UpdateTier): Promise<Tier> {
    return this.fence.around((mark) =>
      this.database.inWorkspace(workspace.id, async (tx) => {
        const gpt = await this.gpts.findForUpdate(tx, gptId);
        const tier = await findTier(tx, gpt.id, tierId);
        await checkTierScopes(tx, gpt.id, input.scopes);
        await mark.gpt(gpt.id);
        const change = changeFrom(input);
        if (Object.keys(change).length > 0) await tierRepository.update(tx, gpt.id, tier.id, change);
        const changed = { ...tier, ...change };
        const changes = changesBetween(settingsOf(tier), settingsOf(changed));
        if (Object.keys(changes).length > 0) {
          const target = { kind: 'tier', id: tier.id, name: changed.name };
          await recordChange(tx, workspace.caller, this.clock.now(), { action: 'tier.updated', target, changes });
        }
        return tierView(changed);
      }),
    );
  }
}

async function findTier(tx: WorkspaceTransaction, gptId: string, text: string): Promise<TierRow> {
  const id = parseId('tir', text);
  const tier = id === null ? null : await tierRepository.find(tx, gptId, id);
  if (tier === null) throw new AppError('not_found');
  return tier;
}

/** A tier may only include scopes that the GPT declares: a misspelt one would silently include nothing. */
async function checkTierScopes(tx: WorkspaceTransaction, gptId: string, scopes: string[] | null | undefined): Promise<void> {
  if (scopes === null || scopes === undefined) return;
  const declared = new Set((await scopeRepository.listFor(tx, gptId)).map((scope) => scope.name));
  const fields = scopes.flatMap((name, index) =>
    declared.has(name) ? [] : [{ field: `scopes.${index}`, message: 'is not a scope of this GPT' }],
  );
  if (fields.length > 0) throw new AppError('validation_failed', { fields });
}

function changeFrom(input: UpdateTier): TierChange {
  return {
    ...(input.name === undefined ? {} : { name: input.name }),
    ...(input.quota_per_month === undefined ? {} : { quotaPerMonth: input.quota_per_month }),
    ...(input.rate_per_minute === undefined ? {} : { ratePerMinute: input.rate_per_minute }),
    ...(input.burst === undefined ? {} : { burst: input.burst }),
    ...(input.scopes === undefined ? {} : { scopes: input.scopes }),
    ...(input.action_costs === undefined ? {} : { actionCosts: input.action_costs }),
    ...(input.price === undefined ? {} : priceColumns(input.price)),
    ...(input.trial_days === undefined ? {} : { trialDays: input.trial_days }),
  };
}

function priceColumns(price: Price | null): Pick<TierRow, 'priceAmount' | 'priceCurrency' | 'priceInterval'> {
  return { priceAmount: price?.amount ?? null, priceCurrency: price?.currency ?? null, priceInterval: price?.interval ?? null };
}

function priceOf({
  priceAmount: amount,
  priceCurrency: currency,
  priceInterval: interval,
}: Omit<TierRow, 'workspaceId'>): Price | null {
  return amount === null || currency === null || interval === null ? null : { amount, currency, interval };
}

/** What a member sets of a tier, and of which GPT it is. */
function settingsOf(tier: Omit<TierRow, 'workspaceId'>): Record<string, unknown> {
  const { id: _id, created_at: _createdAt, ...settings } = tierView(tier);
  return { ...settings, gpt: tier.gptId };
}

function tierView(tier: Omit<TierRow, 'workspaceId'>): Tier {
  return {
    id: tier.id,
    key: tier.key,
    name: tier.name,
    default: tier.isDefault,
    quota_per_month: tier.quotaPerMonth,
    rate_per_minute: tier.ratePerMinute,
    burst: tier.burst,
    scopes: tier.scopes,
    action_costs: tier.actionCosts,
    price: priceOf(tier),
    trial_days: tier.trialDays,
    created_at: tier.createdAt.toISOString(),
  };
}
