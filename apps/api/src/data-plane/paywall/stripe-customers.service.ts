import type { Clock } from '@gatehouse/core';
import { Database, STRIPE_METADATA, type StripeAccess, stripeCustomerRepository, underKey } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../../edge/tokens';
import type { Buyer } from './buyer';

/** A person's customer at the account through which the creator is paid: made once, and made anew where it was deleted at Stripe. */
@Injectable()
export class StripeCustomers {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Does something with the customer; once more, when that customer turns out to be gone. @throws what Stripe throws */
  async with<T>(access: StripeAccess, buyer: Buyer, work: (customer: string) => Promise<T>): Promise<T> {
    const customer = await this.findOrMake(access, buyer, '');
    try {
      return await work(customer);
    } catch (error) {
      if (!isGone(error)) throw error;
      await this.database.inWorkspace(buyer.tenant.id, (tx) => stripeCustomerRepository.forget(tx, access.accountId, customer));
      return work(await this.findOrMake(access, buyer, customer));
    }
  }

  /** Of two at once both get the same, by the key under which it is asked for. */
  private async findOrMake({ client, options, accountId }: StripeAccess, buyer: Buyer, instead: string): Promise<string> {
    const { tenant, subscriber } = buyer;
    const known = await this.database.inWorkspace(tenant.id, (tx) => stripeCustomerRepository.find(tx, accountId, subscriber.id));
    if (known !== null) return known;
    const wanted = {
      email: subscriber.email,
      ...(subscriber.name === null ? {} : { name: subscriber.name }),
      metadata: { [STRIPE_METADATA.workspace]: tenant.id, [STRIPE_METADATA.subscriber]: subscriber.id },
    };
    const key = `customer-${accountId}-${tenant.id}-${subscriber.id}-${instead}`;
    const { id } = await underKey(key, (idempotencyKey) => client.customers.create(wanted, { ...options, idempotencyKey }));
    const createdAt = this.clock.now();
    return this.database.inWorkspace(tenant.id, (tx) =>
      stripeCustomerRepository.keepFirst(tx, {
        stripeAccountId: accountId,
        subscriberId: subscriber.id,
        stripeCustomerId: id,
        createdAt,
      }),
    );
  }
}

const isGone = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  error.code === 'resource_missing' &&
  'param' in error &&
  error.param === 'customer';
