import Stripe from 'stripe';
import type { StripeConfig } from '../config/stripe';
import type { Vault } from '../crypto/vault';
import { accountKey } from '../database/account-key';
import type { StripeConnection } from '../database/entities/stripe-connection.entity';

/** What Stripe takes before a request counts as failed. A person may wait for it. */
const TIMEOUT_MS = 15_000;
const NETWORK_RETRIES = 2;

/** A Stripe account that one may work in: the client, and what each of its calls has to carry. */
export interface StripeAccess {
  readonly client: Stripe;
  readonly options: { readonly stripeAccount?: string };
  /** Under what things of it are kept here, with its mode: see `accountKey`. */
  readonly accountId: string;
}

const OTHER_MODE = {
  type: 'invalid_request_error',
  code: 'other_mode',
  statusCode: 403,
  message: 'The account was connected in the other mode (test or live).',
} as const;

/** Where restricted keys are sealed (see `Vault`). */
export const STRIPE_KEY_COLUMN = 'stripe_connections.key_sealed';

/** Gives access to the accounts through which creators are paid, whatever stands behind them: Stripe, or the local sandbox. */
export class StripeAccounts {
  private platformClient: Stripe | null = null;

  constructor(
    readonly config: StripeConfig,
    private readonly vault: Vault,
  ) {}

  /** With the platform's own key: for connecting accounts and for checking signatures. */
  platform(): Stripe {
    this.platformClient ??= this.clientWith(this.config.secretKey);
    return this.platformClient;
  }

  /** With a key that a creator gave. */
  clientWith(key: string): Stripe {
    const { protocol, hostname, port } = new URL(this.config.apiBase);
    return new Stripe(key, {
      host: hostname,
      port: port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port),
      protocol: protocol === 'http:' ? 'http' : 'https',
      timeout: TIMEOUT_MS,
      maxNetworkRetries: NETWORK_RETRIES,
      telemetry: false,
    });
  }

  /**
   * Whether the account of a connection can be worked in: one that was connected to the platform is, in the mode (test or live) of the key with which it was. Whoever runs the
   * service may have exchanged that key since for one of the other mode, in which nothing of what is known here exists.
   */
  serves({ kind, livemode }: Pick<StripeConnection, 'kind' | 'livemode'>): boolean {
    return kind === 'restricted_key' || livemode === /^(sk|rk)_live_/.test(this.config.secretKey);
  }

  /**
   * The account of a connection: named beside the platform's key, or opened by a restricted key of its own.
   * @throws what Stripe throws where an account does not let us in, of one that is not served
   */
  of(connection: StripeConnection): StripeAccess {
    const accountId = accountKey(connection);
    if (!this.serves(connection)) throw new Stripe.errors.StripePermissionError(OTHER_MODE);
    if (connection.kind === 'connect')
      return { client: this.platform(), options: { stripeAccount: connection.stripeAccountId }, accountId };
    if (connection.keySealed === null) throw new Error('a connection by restricted key has no key');
    const key = this.vault.open(connection.keySealed, { workspaceId: connection.workspaceId, column: STRIPE_KEY_COLUMN });
    return { client: this.clientWith(key), options: {}, accountId };
  }
}
