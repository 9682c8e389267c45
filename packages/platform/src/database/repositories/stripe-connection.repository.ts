import { IsNull } from 'typeorm';
import { ACCOUNT_KEY } from '../account-key';
import { StripeConnection } from '../entities/stripe-connection.entity';
import type { WorkspaceTransaction } from '../transaction';

/** How a workspace is paid. One connection at a time is live. */
export const stripeConnectionRepository = {
  /** The live one, or null. */
  find(tx: WorkspaceTransaction): Promise<StripeConnection | null> {
    return tx.manager.findOneBy(StripeConnection, { workspaceId: tx.workspaceId, disconnectedAt: IsNull() });
  },

  /** The one through which an account is, or was last, reached; null when there never was one. @param key see `accountKey` */
  findLatestOf(tx: WorkspaceTransaction, key: string): Promise<StripeConnection | null> {
    return tx.manager
      .createQueryBuilder(StripeConnection, 'c')
      .where(`c.workspace_id = :workspaceId AND ${ACCOUNT_KEY} = :key`, { workspaceId: tx.workspaceId, key })
      .orderBy('c.disconnectedAt', 'DESC', 'NULLS FIRST')
      .getOne();
  },

  /** The same row, which stays as it is until the transaction ends. */
  findForUpdate(tx: WorkspaceTransaction): Promise<StripeConnection | null> {
    return tx.manager.findOne(StripeConnection, {
      where: { workspaceId: tx.workspaceId, disconnectedAt: IsNull() },
      lock: { mode: 'pessimistic_write' },
    });
  },

  /** @returns false when the workspace has a live one; nothing was written then. */
  async insertUnlessConnected(
    tx: WorkspaceTransaction,
    connection: Omit<StripeConnection, 'workspaceId' | 'portalConfigurationId' | 'comparedAt'>,
  ): Promise<boolean> {
    const values = { ...connection, workspaceId: tx.workspaceId };
    const insert = tx.manager.createQueryBuilder().insert().into(StripeConnection).values(values).orIgnore();
    return ((await insert.returning('id').execute()).raw as unknown[]).length === 1;
  },

  /** Since when the account refuses us; null when it answers again. */
  async setRefusedSince(tx: WorkspaceTransaction, id: string, refusedSince: Date | null): Promise<void> {
    await tx.manager.update(StripeConnection, { workspaceId: tx.workspaceId, id }, { refusedSince });
  },

  /** Since when the account does not let us end what people pay; null when it does. */
  async setEndingRefusedSince(tx: WorkspaceTransaction, id: string, endingRefusedSince: Date | null): Promise<void> {
    await tx.manager.update(StripeConnection, { workspaceId: tx.workspaceId, id }, { endingRefusedSince });
  },

  /** Another key opens the same account. Whatever refused us was the key before. */
  async replaceKey(
    tx: WorkspaceTransaction,
    id: string,
    { keySealed, keyLast4 }: Pick<StripeConnection, 'keySealed' | 'keyLast4'>,
  ): Promise<void> {
    const answers = { refusedSince: null, endingRefusedSince: null };
    await tx.manager.update(StripeConnection, { workspaceId: tx.workspaceId, id }, { keySealed, keyLast4, ...answers });
  },

  /** Since when the books may differ from an account: the last good comparison, though another account was connected since; else since it was connected first. */
  async comparedSince(tx: WorkspaceTransaction, key: string): Promise<Date | null> {
    const [row] = await tx.manager.query<{ since: Date | null }[]>(
      `SELECT coalesce(max(c.compared_at), min(c.connected_at)) AS since FROM stripe_connections c WHERE c.workspace_id = $1 AND ${ACCOUNT_KEY} = $2`,
      [tx.workspaceId, key],
    );
    return row?.since ?? null;
  },

  /** Notes a comparison with the account that is connected that went well. @param key see `accountKey` */
  async setCompared(tx: WorkspaceTransaction, key: string, began: Date): Promise<void> {
    await tx.manager.query(
      `UPDATE stripe_connections c SET compared_at = $3 WHERE c.workspace_id = $1 AND ${ACCOUNT_KEY} = $2 AND c.disconnected_at IS NULL`,
      [tx.workspaceId, key, began],
    );
  },

  /** What is known of the endpoint at which events of the account arrive. */
  async setWebhook(
    tx: WorkspaceTransaction,
    id: string,
    webhook: Pick<StripeConnection, 'webhookEndpointId' | 'webhookSecretSealed' | 'webhookFault'>,
  ): Promise<void> {
    await tx.manager.update(StripeConnection, { workspaceId: tx.workspaceId, id }, webhook);
  },

  /** What its customers may do on Stripe’s pages, from now on. */
  async setPortalConfiguration(tx: WorkspaceTransaction, id: string, configurationId: string): Promise<void> {
    await tx.manager.update(StripeConnection, { workspaceId: tx.workspaceId, id }, { portalConfigurationId: configurationId });
  },

  /** What was sealed is not kept: nothing is to be done with it any more. */
  async end(tx: WorkspaceTransaction, id: string, now: Date): Promise<void> {
    await tx.manager.update(
      StripeConnection,
      { workspaceId: tx.workspaceId, id },
      { disconnectedAt: now, keySealed: null, webhookSecretSealed: null },
    );
  },
};
