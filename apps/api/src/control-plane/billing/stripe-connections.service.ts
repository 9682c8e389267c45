import { AppError, type AuditAction, changesBetween, type Clock } from '@gatehouse/core';
import {
  accountKey,
  type Config,
  Database,
  endConnection,
  type FenceMarker,
  type FoundAccount,
  type Logger,
  lookUpAccount,
  markSold,
  MeterFence,
  missingPermissions,
  newId,
  type PlaceSync,
  stripeAccountDirectoryRepository,
  StripeAccounts,
  type StripeConnectionRow,
  stripeConnectionRepository,
  STRIPE_KEY_COLUMN,
  stripeFault,
  subscriptionRepository,
  Vault,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { Caller, WorkspaceAccess } from '../../edge/access/caller';
import { CLOCK, CONFIG, LOGGER, PLACE_SYNC, STRIPE } from '../../edge/tokens';
import { recordChange } from '../audit/record-change';
import { writeConnectState } from './connect-state';
import { prepareLeaving, reachUnserved, refuseWhileRenewing } from './leave-account';
import { OwnWebhooksService } from './own-webhooks.service';
import { connectionView } from './stripe-connection-view';
import type { ConnectStart, PaymentsConnection, SetStripeKey, SetWebhookSecret } from './stripe-connection.dto';

const CALLBACK_PATH = '/api/v1/stripe/callback';

/** How a workspace is paid: an account that it connects to the platform, or a restricted key of its own. */
@Injectable()
export class StripeConnectionsService {
  constructor(
    private readonly database: Database,
    private readonly fence: MeterFence,
    private readonly vault: Vault,
    private readonly webhooks: OwnWebhooksService,
    @Inject(STRIPE) private readonly accounts: StripeAccounts | null,
    @Inject(PLACE_SYNC) private readonly places: PlaceSync | null,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async show(workspace: WorkspaceAccess): Promise<PaymentsConnection> {
    return this.view(await this.database.inWorkspace(workspace.id, (tx) => stripeConnectionRepository.find(tx)));
  }

  /** @throws AppError `conflict` where accounts cannot be connected */
  start(workspace: WorkspaceAccess): ConnectStart {
    const { config } = this.available();
    const { connectClientId } = config;
    if (connectClientId === null)
      throw new AppError('conflict', { detail: 'This installation connects no accounts: give a restricted key instead.' });
    const state = { memberId: workspace.caller.memberId, workspaceId: workspace.id, slug: workspace.slug };
    const url = new URL(config.connectAuthorizeUrl);
    url.search = new URLSearchParams({
      client_id: connectClientId,
      response_type: 'code',
      scope: 'read_write',
      redirect_uri: `${this.config.publicUrl}${CALLBACK_PATH}`,
      state: writeConnectState(this.vault, state, this.clock.now()),
    }).toString();
    return { url: url.href };
  }

  /** Takes the code with which Stripe sent the member back. @throws AppError `conflict`, `temporarily_unavailable` */
  async finish(workspace: WorkspaceAccess, code: string): Promise<void> {
    const accounts = this.available();
    const account = await lookUpAccount(async () => {
      const token = await accounts.platform().oauth.token({ grant_type: 'authorization_code', code });
      const id = token.stripe_user_id ?? '';
      const found = await accounts.platform().accounts.retrieveCurrent({}, { stripeAccount: id });
      return { account: found, livemode: token.livemode === true };
    });
    if (account === null) throw new AppError('conflict', { detail: 'Stripe did not take the code: begin anew.' });
    await this.connect(workspace, account, null);
  }

  /**
   * Connects an account by its key, or takes another key to the account that one opened before: it leaked, or was rolled.
   * @throws AppError `validation_failed` when Stripe does not take the key, `already_exists`, `temporarily_unavailable`
   */
  async setKey(workspace: WorkspaceAccess, { key }: SetStripeKey): Promise<PaymentsConnection> {
    const accounts = this.available();
    const account = await lookUpAccount(async () => ({
      account: await accounts.clientWith(key).accounts.retrieveCurrent(),
      livemode: key.startsWith('rk_live_'),
    }));
    if (account === null) {
      const message = 'is not accepted by Stripe, or may not read the account';
      throw new AppError('validation_failed', { fields: [{ field: 'key', message }] });
    }
    const missing = await missingPermissions({ client: accounts.clientWith(key), options: {} });
    if (missing !== null) {
      const message = `${missing}: allow it at Stripe, and save the key again`;
      throw new AppError('validation_failed', { fields: [{ field: 'key', message }] });
    }
    const connection = (await this.replaceKey(workspace, account, key)) ?? (await this.connect(workspace, account, key));
    // The account's endpoint does not depend on the key that made it.
    if (connection.webhookSecretSealed !== null) return this.view(connection);
    // Nobody tells the platform of an account that only a key opens: it gets an endpoint of its own.
    return this.view(await this.webhooks.make(workspace));
  }

  /** @throws AppError `not_found`, `conflict` */
  async makeWebhook(workspace: WorkspaceAccess): Promise<PaymentsConnection> {
    return this.view(await this.webhooks.make(workspace));
  }

  /** @throws AppError `not_found`, `conflict` */
  async setWebhookSecret(workspace: WorkspaceAccess, { secret }: SetWebhookSecret): Promise<PaymentsConnection> {
    return this.view(await this.webhooks.take(workspace, secret));
  }

  /**
   * Not while people would be charged on: nobody here could end it for them any more. An account that refuses us can be left; one of the other mode with real money in a day.
   * @throws AppError `not_found` when nothing is connected, `conflict` while people pay, `temporarily_unavailable` when Stripe does not answer
   */
  async disconnect(workspace: WorkspaceAccess): Promise<void> {
    const accounts = this.available();
    const connection = await this.database.inWorkspace(workspace.id, (tx) => stripeConnectionRepository.find(tx));
    if (connection === null || this.places === null) throw new AppError('not_found');
    const reach = accounts.serves(connection)
      ? await prepareLeaving(this.database, this.places, accounts.of(connection), connection)
      : reachUnserved(connection, this.clock.now());
    const ended = await this.fenced(workspace, async (tx, mark) => {
      if (reach !== 'closed') refuseWhileRenewing(await subscriptionRepository.countRenewing(tx, this.clock.now()), reach);
      const connection = await endConnection(tx, mark, this.clock.now());
      if (connection === null) throw new AppError('not_found');
      await this.record(tx, workspace.caller, { action: 'stripe.disconnected', before: connection, after: null });
      return connection;
    });
    await this.webhooks.removeAt(accounts, ended);
    const { connectClientId } = accounts.config;
    const holders = await this.database.inDirectory((tx) =>
      stripeAccountDirectoryRepository.listHolders(tx, ended.stripeAccountId),
    );
    // Another workspace may be paid through the same account.
    if (ended.kind !== 'connect' || connectClientId === null || holders.length > 0) return;
    try {
      // Not with a key of the other mode: whoever runs the service may set the former one again.
      await accounts.of(ended).client.oauth.deauthorize({ client_id: connectClientId, stripe_user_id: ended.stripeAccountId });
    } catch (error) {
      // Here it is disconnected in any case; at Stripe the creator can end it too.
      this.logger.warn({ account: ended.stripeAccountId, error: stripeFault(error) }, 'an account was not released at Stripe');
    }
  }

  private connect(workspace: WorkspaceAccess, account: FoundAccount, key: string | null): Promise<StripeConnectionRow> {
    return this.fenced(workspace, async (tx, mark) => {
      const connection: StripeConnectionRow = {
        workspaceId: workspace.id,
        id: newId('stc'),
        kind: key === null ? 'connect' : 'restricted_key',
        stripeAccountId: account.id,
        ...(key === null ? { keySealed: null, keyLast4: null } : this.sealed(workspace, key)),
        portalConfigurationId: null,
        displayName: account.displayName,
        livemode: account.livemode,
        refusedSince: null,
        endingRefusedSince: null,
        comparedAt: null,
        connectedAt: this.clock.now(),
        disconnectedAt: null,
        webhookEndpointId: null,
        webhookSecretSealed: null,
        webhookFault: null,
      };
      if (!(await stripeConnectionRepository.insertUnlessConnected(tx, connection)))
        throw new AppError('already_exists', { detail: 'Disconnect the account that is connected first.' });
      await stripeAccountDirectoryRepository.add(tx, account.id);
      // What stood there before is for sale again.
      await markSold(tx, mark, accountKey(connection));
      await this.record(tx, workspace.caller, { action: 'stripe.connected', before: null, after: connection });
      return connection;
    });
  }

  /** @returns null unless a key to the very same account, in the same mode, is in use */
  private replaceKey(workspace: WorkspaceAccess, account: FoundAccount, key: string): Promise<StripeConnectionRow | null> {
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const before = await stripeConnectionRepository.findForUpdate(tx);
      const { id: stripeAccountId, livemode } = account;
      if (before?.kind !== 'restricted_key' || accountKey(before) !== accountKey({ stripeAccountId, livemode })) return null;
      const after: StripeConnectionRow = {
        ...before,
        ...this.sealed(workspace, key),
        refusedSince: null,
        endingRefusedSince: null,
      };
      await stripeConnectionRepository.replaceKey(tx, before.id, after);
      await this.record(tx, workspace.caller, { action: 'stripe.connected', before, after });
      return after;
    });
  }

  private sealed({ id }: WorkspaceAccess, key: string): { keySealed: string; keyLast4: string } {
    const keySealed = this.vault.seal(key, { workspaceId: id, column: STRIPE_KEY_COLUMN });
    return { keySealed, keyLast4: key.slice(-4) };
  }

  /** What is for sale changes with the connection, and with it what the very next call is told. */
  private fenced<T>(workspace: WorkspaceAccess, work: (tx: WorkspaceTransaction, mark: FenceMarker) => Promise<T>): Promise<T> {
    return this.fence.around((mark) => this.database.inWorkspace(workspace.id, (tx) => work(tx, mark)));
  }

  private available(): StripeAccounts {
    if (this.accounts !== null) return this.accounts;
    throw new AppError('conflict', { detail: 'Payments are not set up on this installation.' });
  }

  private view(connection: StripeConnectionRow | null): PaymentsConnection {
    return connectionView(this.accounts, connection, connection === null ? null : this.webhooks.view(connection));
  }

  private record(
    tx: WorkspaceTransaction,
    caller: Caller,
    change: { action: AuditAction; before: StripeConnectionRow | null; after: StripeConnectionRow | null },
  ): Promise<void> {
    const { action, before, after } = change;
    const told = (connection: StripeConnectionRow | null) =>
      connection === null ? {} : { account: connection.stripeAccountId, kind: connection.kind, key_last4: connection.keyLast4 };
    const target = {
      kind: 'stripe_account',
      id: (after ?? before)?.stripeAccountId ?? '',
      name: (after ?? before)?.displayName ?? null,
    };
    return recordChange(tx, caller, this.clock.now(), { action, target, changes: changesBetween(told(before), told(after)) });
  }
}
