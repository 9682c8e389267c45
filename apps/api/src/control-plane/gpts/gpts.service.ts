import { AppError, changesBetween, type Clock, type LoginMethod, type Random } from '@gatehouse/core';
import {
  Database,
  grantRepository,
  gptRepository,
  MeterFence,
  newId,
  scopeRepository,
  sha256,
  subscriptionRepository,
  tierRepository,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { CLOCK, RANDOM } from '../../edge/tokens';
import { recordChange } from '../audit/record-change';
import { decodeCursor, encodeCursor } from '../paging/cursor';
import type { PageQuery } from '../paging/page.dto';
import { CallbackUrlsService } from './callback-urls.service';
import { GptReader } from './gpt-reader';
import { GptSecretsService } from './gpt-secrets.service';
import { callbackUrlsToRegister, checkApi, checkScopes } from './gpt-settings';
import { OpenCheckouts } from './open-checkouts.service';
import type { CreatedGpt, CreateGpt, Gpt, GptPage, Scope, UpdateGpt } from './gpt.dto';

const MAX_GPTS_PER_WORKSPACE = 1_000;
const DEFAULT_LOGIN_METHODS: readonly LoginMethod[] = ['google', 'email_code'];

/** Registered GPTs: each one an OAuth client with its secret, callbacks, scopes and a tier to begin with. */
@Injectable()
export class GptsService {
  constructor(
    private readonly database: Database,
    private readonly reader: GptReader,
    private readonly secrets: GptSecretsService,
    private readonly callbackUrls: CallbackUrlsService,
    private readonly fence: MeterFence,
    private readonly checkouts: OpenCheckouts,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(RANDOM) private readonly random: Random,
  ) {}

  /** @throws AppError `validation_failed`, `limit_reached` */
  async create(workspace: WorkspaceAccess, input: CreateGpt): Promise<CreatedGpt> {
    const settings = checkSettings(input);
    const id = newId('gpt');
    return this.database.inWorkspace(workspace.id, async (tx) => {
      if ((await gptRepository.count(tx)) >= MAX_GPTS_PER_WORKSPACE) throw new AppError('limit_reached');
      await gptRepository.insert(tx, {
        id,
        name: input.name,
        // Hexadecimal: ChatGPT does not always percent-encode it, and people read it out.
        clientId: this.random.bytes(16).toString('hex'),
        apiBaseUrl: settings.apiBaseUrl ?? null,
        apiOpenapi: settings.apiOpenapi ?? null,
        loginMethods: input.login_methods ?? [...DEFAULT_LOGIN_METHODS],
        createdAt: this.clock.now(),
      });
      await this.insertFreeTier(tx, id);
      if (input.scopes !== undefined) await replaceScopes(tx, id, input.scopes);
      if (settings.callbackUrls !== undefined) await this.callbackUrls.replaceAll(tx, id, settings.callbackUrls);
      const { client_secret } = await this.secrets.issue(tx, id);
      const shown = await this.reader.showOne(tx, workspace.slug, id);
      const target = { kind: 'gpt', id, name: shown.name };
      const changes = changesBetween({}, settingsOf(shown));
      await recordChange(tx, workspace.caller, this.clock.now(), { action: 'gpt.created', target, changes });
      return { ...shown, client_secret };
    });
  }

  /** Newest first. */
  async list(workspace: WorkspaceAccess, { limit, cursor }: PageQuery): Promise<GptPage> {
    const after = cursor === undefined ? null : decodeCursor(cursor, { id: /^gpt_[0-9a-z]{26}$/ });
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const found = await gptRepository.list(tx, { limit: limit + 1, after });
      const page = found.slice(0, limit);
      const last = page.at(-1);
      return {
        data: await this.reader.show(tx, workspace.slug, page),
        next_cursor: found.length > limit && last !== undefined ? encodeCursor({ id: last.id }) : null,
      };
    });
  }

  get(workspace: WorkspaceAccess, id: string): Promise<Gpt> {
    return this.database.inWorkspace(workspace.id, (tx) => this.reader.showOne(tx, workspace.slug, id));
  }

  /** Changes what is given. Holds on the next call of everybody who uses the GPT. @throws AppError `not_found`, `validation_failed` */
  async update(workspace: WorkspaceAccess, id: string, change: UpdateGpt): Promise<Gpt> {
    const settings = checkSettings(change);
    return this.fence.around((mark) =>
      this.database.inWorkspace(workspace.id, async (tx) => {
        const gpt = await this.reader.findForUpdate(tx, id);
        const before = await this.reader.showOne(tx, workspace.slug, gpt.id);
        await mark.gpt(gpt.id);
        const columns = {
          ...(change.name === undefined ? {} : { name: change.name }),
          ...(change.login_methods === undefined ? {} : { loginMethods: change.login_methods }),
          ...(settings.apiBaseUrl === undefined ? {} : { apiBaseUrl: settings.apiBaseUrl }),
          ...(settings.apiOpenapi === undefined ? {} : { apiOpenapi: settings.apiOpenapi }),
        };
        if (Object.keys(columns).length > 0) await gptRepository.update(tx, gpt.id, columns);
        if (change.scopes !== undefined) await replaceScopes(tx, gpt.id, change.scopes);
        if (settings.callbackUrls !== undefined) await this.callbackUrls.replaceAll(tx, gpt.id, settings.callbackUrls);
        const after = await this.reader.showOne(tx, workspace.slug, gpt.id);
        const changes = changesBetween(settingsOf(before), settingsOf(after));
        if (Object.keys(changes).length > 0) {
          const target = { kind: 'gpt', id: gpt.id, name: after.name };
          await recordChange(tx, workspace.caller, this.clock.now(), { action: 'gpt.updated', target, changes });
        }
        return after;
      }),
    );
  }

  /**
   * Takes the GPT away: from the next call on it is as if it had never been. Its row stays, because the ledger names it; its consents are
   * withdrawn, and with them every token. Not while somebody pays for it: what Stripe charges them is theirs and the creator's to end. Checkouts that stand open
   * end; a payment that comes in at this very moment is ended and given back by its event, or the periodic sync (`UnservedPurchases`).
   * @throws AppError `not_found`, `conflict` while people pay for it
   */
  async delete(workspace: WorkspaceAccess, id: string): Promise<void> {
    await this.fence.around((mark) =>
      this.database.inWorkspace(workspace.id, async (tx) => {
        const gpt = await this.reader.findForUpdate(tx, id);
        const now = this.clock.now();
        refuseWhilePaid(await subscriptionRepository.countPaying(tx, gpt.id, now));
        await mark.gpt(gpt.id);
        await gptRepository.markDeleted(tx, gpt.id, now);
        await grantRepository.revokeAllOfGpt(tx, gpt.id, now);
        const target = { kind: 'gpt', id: gpt.id, name: gpt.name };
        await recordChange(tx, workspace.caller, now, { action: 'gpt.deleted', target });
      }),
    );
    await this.checkouts.endOf(workspace.id, id);
  }

  private async insertFreeTier(tx: WorkspaceTransaction, gptId: string): Promise<void> {
    await tierRepository.insertUnlessKeyTaken(tx, {
      id: newId('tir'),
      gptId,
      key: 'free',
      name: 'Free',
      position: 0,
      isDefault: true,
      quotaPerMonth: null,
      quotaMonths: 'calendar_month',
      ratePerMinute: null,
      burst: null,
      scopes: null,
      actionCosts: {},
      priceAmount: null,
      priceCurrency: null,
      priceInterval: null,
      trialDays: null,
      overageUnitAmount: null,
      overageSince: null,
      formerTerms: [],
      archivedAt: null,
      createdAt: this.clock.now(),
    });
  }
}

function refuseWhilePaid(paying: number): void {
  if (paying === 0) return;
  const who = paying === 1 ? '1 subscriber pays' : `${paying} subscribers pay`;
  const detail = `${who} for this GPT. Archive its paid tiers, so that nobody else buys, and cancel the subscriptions in Stripe; once they have ended it can be deleted.`;
  throw new AppError('conflict', { detail });
}

/** What a member sets of a GPT, as the audit log tells it: no credentials, no counts. */
function settingsOf({ name, login_methods, api, scopes, callback_urls }: Gpt): Record<string, unknown> {
  const { openapi, ...rest } = api ?? {};
  // The log says that the schema is another one; a megabyte of it belongs elsewhere.
  const schema = openapi === undefined || openapi === null ? null : sha256(JSON.stringify(openapi)).toString('hex');
  const said = api === null ? null : { ...rest, openapi_sha256: schema };
  return { name, login_methods, api: said, scopes, callback_urls: callback_urls.map(({ url }) => url) };
}

/** What a body says beyond its shape, checked before anything is written. Undefined is "not said". */
function checkSettings(input: UpdateGpt): {
  callbackUrls?: string[];
  apiBaseUrl?: string | null;
  apiOpenapi?: object | string | null;
} {
  if (input.scopes !== undefined) checkScopes(input.scopes);
  return {
    ...(input.callback_urls === undefined
      ? {}
      : { callbackUrls: callbackUrlsToRegister(input.callback_urls, (index) => `callback_urls.${index}`) }),
    ...(input.api === undefined ? {} : { apiBaseUrl: input.api === null ? null : checkApi(input.api) }),
    ...(input.api === null ? { apiOpenapi: null } : {}),
    ...(input.api?.openapi === undefined ? {} : { apiOpenapi: input.api.openapi }),
  };
}

async function replaceScopes(tx: WorkspaceTransaction, gptId: string, scopes: readonly Scope[]): Promise<void> {
  const rows = scopes.map((scope) => ({
    id: newId('scp'),
    name: scope.name,
    description: scope.description,
    isDefault: scope.default,
  }));
  await scopeRepository.replaceAll(tx, gptId, rows);
  await tierRepository.keepScopes(
    tx,
    gptId,
    rows.map(({ name }) => name),
  );
}
