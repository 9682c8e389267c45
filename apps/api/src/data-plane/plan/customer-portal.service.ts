import {
  accountKey,
  Database,
  isStripeAway,
  isStripeRefusal,
  type Logger,
  type StripeAccess,
  type StripeAccounts,
  stripeConnectionRepository,
  type StripeConnectionRow,
  stripeCustomerRepository,
  stripeFault,
  underKey,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, STRIPE } from '../../edge/tokens';
import type { Account } from '../account/account-door.service';

type Configuration = NonNullable<Parameters<StripeAccess['client']['billingPortal']['configurations']['create']>[0]>;

/** What customers may do there. Plans are changed on our own pages, which know what a change costs and when it begins. */
const FEATURES: Configuration['features'] = {
  customer_update: { enabled: true, allowed_updates: ['address', 'email', 'name', 'tax_id'] },
  invoice_history: { enabled: true },
  payment_method_update: { enabled: true },
  subscription_cancel: { enabled: true, mode: 'at_period_end' },
};

/** Stripe's own page for payment methods and invoices, opened for the one customer that the person is. */
@Injectable()
export class CustomerPortal {
  constructor(
    private readonly database: Database,
    @Inject(STRIPE) private readonly accounts: StripeAccounts | null,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @returns the address of the page; `none` when the person is nobody's customer, `unavailable` while Stripe opens none. */
  async open({ tenant, subscriber, frame, paths }: Account): Promise<{ url: string } | 'none' | 'unavailable'> {
    const { accounts } = this;
    const connection = await this.database.inWorkspace(tenant.id, (tx) => stripeConnectionRepository.find(tx));
    if (accounts === null || connection === null) return 'none';
    const customer = await this.database.inWorkspace(tenant.id, (tx) =>
      stripeCustomerRepository.find(tx, accountKey(connection), subscriber.id),
    );
    if (customer === null) return 'none';
    try {
      const access = accounts.of(connection);
      const session = await access.client.billingPortal.sessions.create(
        {
          customer,
          configuration: connection.portalConfigurationId ?? (await this.configure(access, connection)),
          // Stripe's pages speak all of ours but Hindi, which they leave to the browser.
          locale: frame.language === 'hi' ? 'auto' : frame.language,
          return_url: new URL(paths.home, tenant.origin).href,
        },
        access.options,
      );
      return { url: session.url };
    } catch (error) {
      if (!isStripeAway(error) && !isStripeRefusal(error)) throw error;
      this.logger.warn({ workspace: tenant.id, error: stripeFault(error) }, 'the customer portal was not opened');
      return 'unavailable';
    }
  }

  /** Once for each connection; of two at once both get the same, by the key under which it is asked for. */
  private async configure({ client, options }: StripeAccess, connection: StripeConnectionRow): Promise<string> {
    const { id } = await underKey(`portal-${connection.id}`, (idempotencyKey) =>
      client.billingPortal.configurations.create({ features: FEATURES }, { ...options, idempotencyKey }),
    );
    await this.database.inWorkspace(connection.workspaceId, (tx) =>
      stripeConnectionRepository.setPortalConfiguration(tx, connection.id, id),
    );
    return id;
  }
}
