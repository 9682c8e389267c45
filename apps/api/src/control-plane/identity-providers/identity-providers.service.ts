import {
  AppError,
  type AuditAction,
  changesBetween,
  type Clock,
  IDENTITY_PROVIDERS,
  type IdentityProvider,
  isIdentityProvider,
} from '@gatehouse/core';
import {
  type Config,
  Database,
  type GptIdentityClientRow,
  gptIdentityClientRepository,
  type GptRow,
  newId,
  Vault,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { clientSecretPlace } from '../../edge/strategies/client-secret-place';
import { providerCallbackPath } from '../../edge/strategies/provider-callback-path';
import { CLOCK, CONFIG } from '../../edge/tokens';
import { recordChange } from '../audit/record-change';
import { GptReader } from '../gpts/gpt-reader';
import type { GptIdentityProvider, GptIdentityProviderList, SetIdentityClient } from './identity-provider.dto';

/** Creators' own clients at Google, GitHub and Microsoft, by GPT. The secret is sealed, and comes back in no answer and no log. */
@Injectable()
export class IdentityProvidersService {
  constructor(
    private readonly database: Database,
    private readonly gpts: GptReader,
    private readonly vault: Vault,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws AppError `not_found` */
  list(workspace: WorkspaceAccess, gptId: string): Promise<GptIdentityProviderList> {
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const gpt = await this.gpts.find(tx, gptId);
      const clients = await gptIdentityClientRepository.listOf(tx, gpt.id);
      const clientAt = (provider: IdentityProvider) => clients.find((client) => client.provider === provider) ?? null;
      return { data: IDENTITY_PROVIDERS.map((provider) => this.view(provider, clientAt(provider))) };
    });
  }

  /** @throws AppError `not_found` */
  get(workspace: WorkspaceAccess, gptId: string, providerName: string): Promise<GptIdentityProvider> {
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const { gpt, provider } = await this.find(tx, gptId, providerName);
      return this.view(provider, await gptIdentityClientRepository.find(tx, gpt.id, provider));
    });
  }

  /** Sign-ins from now on use it; those under way with the former client begin anew. @throws AppError `not_found` */
  set(
    workspace: WorkspaceAccess,
    gptId: string,
    providerName: string,
    { client_id: clientId, client_secret: clientSecret }: SetIdentityClient,
  ): Promise<GptIdentityProvider> {
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const { gpt, provider } = await this.find(tx, gptId, providerName);
      const former = await gptIdentityClientRepository.find(tx, gpt.id, provider);
      const client = {
        id: former?.id ?? newId('idc'),
        gptId: gpt.id,
        provider,
        clientId,
        clientSecret: this.vault.seal(clientSecret, clientSecretPlace(workspace.id)),
        last4: clientSecret.slice(-4),
        updatedAt: this.clock.now(),
      };
      await gptIdentityClientRepository.put(tx, client);
      await this.record(tx, workspace, gpt, { action: 'identity_client.set', provider, before: former, after: client });
      return this.view(provider, client);
    });
  }

  /** @throws AppError `not_found`, also when the GPT has none there */
  async remove(workspace: WorkspaceAccess, gptId: string, providerName: string): Promise<void> {
    await this.database.inWorkspace(workspace.id, async (tx) => {
      const { gpt, provider } = await this.find(tx, gptId, providerName);
      const former = await gptIdentityClientRepository.find(tx, gpt.id, provider);
      if (former === null || !(await gptIdentityClientRepository.delete(tx, gpt.id, provider))) throw new AppError('not_found');
      await this.record(tx, workspace, gpt, { action: 'identity_client.removed', provider, before: former, after: null });
    });
  }

  private async find(
    tx: WorkspaceTransaction,
    gptId: string,
    providerName: string,
  ): Promise<{ gpt: GptRow; provider: IdentityProvider }> {
    const gpt = await this.gpts.find(tx, gptId);
    if (!isIdentityProvider(providerName)) throw new AppError('not_found');
    return { gpt, provider: providerName };
  }

  private view(
    provider: IdentityProvider,
    client: Pick<GptIdentityClientRow, 'clientId' | 'last4' | 'updatedAt'> | null,
  ): GptIdentityProvider {
    const { client: service, sandbox } = this.config.identityProviders[provider];
    return {
      provider,
      redirect_uri: `${this.config.publicUrl}${providerCallbackPath(provider)}`,
      service_client: service !== null,
      sandbox,
      client:
        client === null
          ? null
          : { client_id: client.clientId, secret_last4: client.last4, updated_at: client.updatedAt.toISOString() },
    };
  }

  private record(
    tx: WorkspaceTransaction,
    workspace: WorkspaceAccess,
    gpt: GptRow,
    change: {
      action: AuditAction;
      provider: IdentityProvider;
      before: Pick<GptIdentityClientRow, 'clientId' | 'last4'> | null;
      after: Pick<GptIdentityClientRow, 'clientId' | 'last4'> | null;
    },
  ): Promise<void> {
    const { action, provider, before, after } = change;
    const told = (client: typeof before) =>
      client === null ? {} : { provider, client_id: client.clientId, secret_last4: client.last4 };
    const target = { kind: 'gpt', id: gpt.id, name: gpt.name };
    return recordChange(tx, workspace.caller, this.clock.now(), {
      action,
      target,
      changes: changesBetween(told(before), told(after)),
    });
  }
}
