import type { StripeAccounts, StripeConnectionRow } from '@gatehouse/platform';
import type { OwnWebhook, PaymentsConnection } from './stripe-connection.dto';

/** How a workspace is paid, as its members see it. @param accounts null where nothing can be sold at all */
export function connectionView(
  accounts: StripeAccounts | null,
  connection: StripeConnectionRow | null,
  webhook: OwnWebhook | null,
): PaymentsConnection {
  const config = accounts?.config ?? null;
  return {
    available: config !== null,
    connect_available: config !== null && config.connectClientId !== null,
    sandbox: config?.sandbox === true,
    application_fee_percent: config?.applicationFeePercent ?? 0,
    connection:
      connection === null
        ? null
        : {
            kind: connection.kind,
            account_id: connection.stripeAccountId,
            display_name: connection.displayName,
            key_last4: connection.keyLast4,
            livemode: connection.livemode,
            other_mode: accounts !== null && !accounts.serves(connection),
            connected_at: connection.connectedAt.toISOString(),
            refused_since: connection.refusedSince?.toISOString() ?? null,
            ending_refused_since: connection.endingRefusedSince?.toISOString() ?? null,
            webhook,
          },
  };
}
