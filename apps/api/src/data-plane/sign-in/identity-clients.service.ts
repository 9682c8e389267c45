import type { IdentityProvider } from '@gatehouse/core';
import {
  Database,
  type GptIdentityClientRow,
  gptIdentityClientRepository,
  type ProviderClient,
  Vault,
} from '@gatehouse/platform';
import { Injectable } from '@nestjs/common';
import { clientSecretPlace } from '../../edge/strategies/client-secret-place';

/** The clients with which a GPT's creator wants people to be signed in, secret opened for the one step that needs it. */
@Injectable()
export class IdentityClients {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
  ) {}

  /** Null where the GPT has none of its own at that provider. */
  async own(workspaceId: string, gptId: string, provider: IdentityProvider): Promise<ProviderClient | null> {
    const row = await this.database.inWorkspace(workspaceId, (tx) => gptIdentityClientRepository.find(tx, gptId, provider));
    return row === null ? null : this.open(row);
  }

  /** The providers at which the GPT has a client of its own. */
  async ownProviders(workspaceId: string, gptId: string): Promise<ReadonlySet<IdentityProvider>> {
    const rows = await this.database.inWorkspace(workspaceId, (tx) => gptIdentityClientRepository.listOf(tx, gptId));
    return new Set(rows.map(({ provider }) => provider));
  }

  private open({ workspaceId, clientId, clientSecret }: GptIdentityClientRow): ProviderClient {
    return { clientId, clientSecret: this.vault.open(clientSecret, clientSecretPlace(workspaceId)) };
  }
}
