import { AppError, changesBetween, type Clock } from '@gatehouse/core';
import {
  type Config,
  Database,
  type Logger,
  makeOwnWebhook,
  ownWebhookUrl,
  removeOwnWebhook,
  type StripeAccounts,
  type StripeConnectionRow,
  stripeConnectionRepository,
  stripeFault,
  Vault,
  WEBHOOK_EVENTS,
  WEBHOOK_SECRET_COLUMN,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { CLOCK, CONFIG, LOGGER, STRIPE } from '../../edge/tokens';
import { recordChange } from '../audit/record-change';
import type { OwnWebhook } from './stripe-connection.dto';

/** The endpoint at which a workspace hears of the account that its own key opens: nothing tells the platform of that one. */
@Injectable()
export class OwnWebhooksService {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    @Inject(STRIPE) private readonly accounts: StripeAccounts | null,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Asks Stripe for the endpoint, with the key itself. What it may not do a person has to. @throws AppError `not_found`, `conflict` */
  async make(workspace: WorkspaceAccess): Promise<StripeConnectionRow> {
    const { accounts, connection } = await this.find(workspace);
    const { endpointId, secret, fault, isRemoved } = await makeOwnWebhook(
      accounts.of(connection),
      ownWebhookUrl(this.config.publicUrl, workspace.id),
    );
    // The endpoint that is there goes on counting when Stripe makes no other, unless it was taken away for it.
    const kept = isRemoved ? null : connection.webhookSecretSealed;
    const sealed = secret === null ? kept : this.seal(workspace, secret);
    return this.keep(workspace, connection, {
      webhookEndpointId: endpointId ?? (isRemoved ? null : connection.webhookEndpointId),
      webhookSecretSealed: sealed,
      webhookFault: fault,
    });
  }

  /** Takes the secret of an endpoint that a person made at Stripe. @throws AppError `not_found`, `conflict` */
  async take(workspace: WorkspaceAccess, secret: string): Promise<StripeConnectionRow> {
    const { accounts, connection } = await this.find(workspace);
    await this.removeAt(accounts, connection);
    const webhookSecretSealed = this.seal(workspace, secret);
    return this.keep(workspace, connection, { webhookEndpointId: null, webhookSecretSealed, webhookFault: null });
  }

  /** What was made by a key that is about to be forgotten. Stripe away: it goes on sending, and is refused. */
  async removeAt(accounts: StripeAccounts, connection: StripeConnectionRow): Promise<void> {
    if (connection.webhookEndpointId === null || connection.keySealed === null) return;
    try {
      await removeOwnWebhook(accounts.of(connection), connection.webhookEndpointId);
    } catch (error) {
      this.logger.warn({ account: connection.stripeAccountId, error: stripeFault(error) }, 'an endpoint stayed at Stripe');
    }
  }

  view({ kind, workspaceId, webhookSecretSealed, webhookFault, webhookEndpointId }: StripeConnectionRow): OwnWebhook | null {
    if (kind !== 'restricted_key') return null;
    return {
      url: ownWebhookUrl(this.config.publicUrl, workspaceId),
      listening: webhookSecretSealed !== null,
      made_by_hand: webhookSecretSealed !== null && webhookEndpointId === null,
      fault: webhookFault,
      events: [...WEBHOOK_EVENTS],
    };
  }

  private seal(workspace: WorkspaceAccess, secret: string): string {
    return this.vault.seal(secret, { workspaceId: workspace.id, column: WEBHOOK_SECRET_COLUMN });
  }

  private async find(workspace: WorkspaceAccess): Promise<{ accounts: StripeAccounts; connection: StripeConnectionRow }> {
    const connection = await this.database.inWorkspace(workspace.id, (tx) => stripeConnectionRepository.find(tx));
    if (connection === null || this.accounts === null) throw new AppError('not_found');
    if (connection.kind !== 'restricted_key')
      throw new AppError('conflict', {
        detail: 'Events of an account that is connected arrive at the endpoint of this service.',
      });
    return { accounts: this.accounts, connection };
  }

  private keep(
    workspace: WorkspaceAccess,
    connection: StripeConnectionRow,
    webhook: Pick<StripeConnectionRow, 'webhookEndpointId' | 'webhookSecretSealed' | 'webhookFault'>,
  ): Promise<StripeConnectionRow> {
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const now = await stripeConnectionRepository.findForUpdate(tx);
      // Another key was given meanwhile: the endpoint that was made goes with the key that made it.
      if (now === null || now.id !== connection.id) throw new AppError('not_found');
      await stripeConnectionRepository.setWebhook(tx, now.id, webhook);
      const told = (row: typeof webhook) => ({ listening: row.webhookSecretSealed !== null, fault: row.webhookFault });
      const isOther = webhook.webhookSecretSealed !== now.webhookSecretSealed;
      const changes = {
        ...changesBetween(told(now), told(webhook)),
        ...(isOther ? { secret: { from: null, to: 'changed' } } : {}),
      };
      if (Object.keys(changes).length > 0)
        await recordChange(tx, workspace.caller, this.clock.now(), {
          action: 'stripe.webhook_changed',
          target: { kind: 'stripe_account', id: now.stripeAccountId, name: now.displayName },
          changes,
        });
      return { ...now, ...webhook };
    });
  }
}
