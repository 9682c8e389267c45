import { type Clock, moneyText } from '@gatehouse/core';
import type Stripe from 'stripe';
import type { Database } from '../database/database';
import { auditEventRepository } from '../database/repositories/audit-event.repository';
import { gptRepository } from '../database/repositories/gpt.repository';
import { priceTurnRepository } from '../database/repositories/price-turn.repository';
import { subscriberErasureRepository } from '../database/repositories/subscriber-erasure.repository';
import { newId } from '../ids/new-id';
import { unlessMissing } from './expire-checkouts';
import { isStripeAway, isStripeRefusal, stripeFault } from './look-up-account';
import { chargesOf } from './payment-sync';
import type { StripeAccess } from './stripe-accounts';
import { STRIPE_METADATA } from './stripe-metadata';
import type { SubscriptionReading } from './subscription-reading';

/** Nothing is charged any more. */
const OVER: ReadonlySet<string> = new Set(['canceled', 'incomplete_expired']);

/** A payment of just before may not have been heard of by then, and clocks differ: nobody was served for it. */
const UNHEARD_MS = 3_600_000;

/** Whom or what it was sold for is gone. A person is known to be erased; one who is only missing may be missing from a backup. */
export interface Gone {
  readonly why: 'gpt_deleted' | 'subscriber_erased';
  readonly since: Date;
}

/** Ends what was paid in a Checkout that was open while its GPT was deleted, or its buyer erased: nobody is charged on for it, and what nobody was served for is given back. */
export class UnservedPurchases {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Those of these that run for nothing, by their subscription's id. */
  async find(workspaceId: string, readings: readonly SubscriptionReading[]): Promise<ReadonlyMap<string, Gone>> {
    const running = readings.filter(({ noted, standing }) => noted.workspaceId === workspaceId && !OVER.has(standing.status));
    if (running.length === 0) return new Map();
    const { gpts, people } = await this.database.inWorkspace(workspaceId, async (tx) => ({
      gpts: await gptRepository.listDeleted(
        tx,
        running.map(({ noted }) => noted.gptId),
      ),
      people: await subscriberErasureRepository.listErased(
        tx,
        running.map(({ noted }) => noted.subscriberId),
      ),
    }));
    const found = new Map<string, Gone>();
    for (const { noted, standing } of running) {
      const [deleted, erased] = [gpts.get(noted.gptId), people.get(noted.subscriberId)];
      if (deleted !== undefined) found.set(standing.subscriptionId, { why: 'gpt_deleted', since: deleted });
      else if (erased !== undefined) found.set(standing.subscriptionId, { why: 'subscriber_erased', since: erased });
    }
    return found;
  }

  /**
   * Gives back first: what fails between the two is found again by what still runs. Events come in swarms: whoever finds that another is at it leaves it to
   * them. May be repeated.
   * @throws when Stripe does not answer
   */
  async undo(access: StripeAccess, workspaceId: string, subscriptionId: string, gone: Gone): Promise<void> {
    const { client, options } = access;
    await this.database.inWorkspace(workspaceId, async (tx) => {
      if (!(await priceTurnRepository.takeForMove(tx, subscriptionId))) return;
      if (OVER.has((await client.subscriptions.retrieve(subscriptionId, {}, options)).status)) return;
      const givenBack = await giveBack(access, workspaceId, subscriptionId, new Date(gone.since.getTime() - UNHEARD_MS));
      await client.subscriptions.cancel(subscriptionId, {}, options).catch(unlessMissing);
      await auditEventRepository.insert(tx, {
        id: newId('aud'),
        at: this.clock.now(),
        actorKind: 'system',
        memberId: null,
        tokenId: null,
        action: 'purchase.undone',
        targetKind: 'purchase',
        targetId: subscriptionId,
        targetName: null,
        changes: { why: { from: null, to: gone.why }, given_back: { from: null, to: givenBack } },
        sourceAddress: null,
        userAgent: null,
      });
    });
  }
}

/** @returns how much, in words; why not, where the account does not let us */
async function giveBack(access: StripeAccess, workspaceId: string, subscription: string, since: Date): Promise<string> {
  const { client, options } = access;
  const amounts = new Map<string, number>();
  try {
    for await (const invoice of client.invoices.list({ subscription, status: 'paid', limit: 100 }, options)) {
      const paidAt = (invoice.status_transitions.paid_at ?? invoice.created) * 1_000;
      if (invoice.id === undefined || invoice.amount_paid === 0 || paidAt < since.getTime()) continue;
      for (const charge of await chargesOf(access, invoice.id))
        amounts.set(charge.currency, (amounts.get(charge.currency) ?? 0) + (await refund(access, charge, workspaceId)));
    }
  } catch (error) {
    if (isStripeAway(error) || !isStripeRefusal(error)) throw error;
    return `refused by Stripe (${stripeFault(error)})`;
  }
  const given = [...amounts].filter(([, amount]) => amount > 0);
  return given.map(([currency, amount]) => moneyText(amount, currency, 'en')).join(', ') || 'nothing';
}

/** Gives back what is left of a charge, which nobody disputes. @returns how much of it we gave back, also in an attempt after which the purchase could not be ended */
async function refund({ client, options }: StripeAccess, charge: Stripe.Charge, workspaceId: string): Promise<number> {
  if (charge.amount > charge.amount_refunded && !charge.disputed) {
    const fee = (charge.application_fee_amount ?? 0) > 0 ? { refund_application_fee: true } : {};
    const metadata = { [STRIPE_METADATA.workspace]: workspaceId };
    try {
      await client.refunds.create({ charge: charge.id, ...fee, metadata }, options);
    } catch (error) {
      // Somebody else was faster.
      if (stripeFault(error) !== 'charge_already_refunded') throw error;
    }
  }
  const { data } = await client.refunds.list({ charge: charge.id, limit: 100 }, options);
  const ours = data.filter(({ metadata }) => metadata?.[STRIPE_METADATA.workspace] === workspaceId);
  return ours.reduce((sum, { amount, status }) => sum + (status === 'failed' || status === 'canceled' ? 0 : amount), 0);
}
