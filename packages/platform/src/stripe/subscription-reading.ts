import { type StripeStanding, SUBSCRIPTION_STATUSES } from '@gatehouse/core';
import type Stripe from 'stripe';
import { STRIPE_METADATA } from './stripe-metadata';

/** A subscription as it was read at Stripe. */
export interface SubscriptionReading {
  /** Of two readings the one with the higher number is the newer. */
  readonly number: number;
  readonly accountId: string;
  readonly standing: StripeStanding;
  /** Whom and what it was sold for, as was noted on it; an id of another workspace fits nothing in this one. */
  readonly noted: {
    readonly workspaceId: string;
    readonly gptId: string;
    readonly subscriberId: string;
    readonly tierId: string;
    readonly terms: string;
  };
  /** Ids of the prices that are paid now. */
  readonly priceIds: readonly string[];
  /** The same from the end of the period on, where something was agreed on. */
  readonly nextPriceIds: readonly string[];
}

/** What must be asked for together with a subscription. */
export const SUBSCRIPTION_EXPANSIONS = ['latest_invoice', 'schedule'];

export function readingFrom(subscription: Stripe.Subscription, accountId: string, number: number): SubscriptionReading {
  const { metadata } = subscription;
  const note = (name: keyof typeof STRIPE_METADATA): string => metadata[STRIPE_METADATA[name]] ?? '';
  return {
    number,
    accountId,
    standing: standingFrom(subscription, accountId),
    noted: {
      workspaceId: note('workspace'),
      gptId: note('gpt'),
      subscriberId: note('subscriber'),
      tierId: note('tier'),
      terms: note('terms'),
    },
    priceIds: subscription.items.data.map((item) => item.price.id),
    nextPriceIds: nextPricesOf(subscription),
  };
}

function standingFrom(subscription: Stripe.Subscription, stripeAccountId: string): StripeStanding {
  const [item] = subscription.items.data;
  const { latest_invoice: invoice } = subscription;
  const open = invoice !== null && typeof invoice !== 'string' && ['open', 'uncollectible'].includes(invoice.status ?? '');
  return {
    subscriptionId: subscription.id,
    stripeAccountId,
    createdAt: at(subscription.created),
    status: statusFrom(subscription.status),
    overdueSince: open ? at(invoice.status_transitions.finalized_at ?? invoice.created) : null,
    periodStartsAt: item === undefined ? null : at(item.current_period_start),
    periodEndsAt: item === undefined ? null : at(item.current_period_end),
    trialEndsAt: atOrNull(subscription.trial_end),
    endsAt: atOrNull(subscription.ended_at ?? subscription.cancel_at),
  };
}

/** A word that Stripe came up with later than this was written is none that anybody is served for. */
function statusFrom(word: string): StripeStanding['status'] {
  const known = SUBSCRIPTION_STATUSES.find((status) => status === word);
  return known === undefined || known === 'comped' ? 'paused' : known;
}

/** The prices of the phase after this one. */
function nextPricesOf({ schedule, items }: Stripe.Subscription): string[] {
  if (schedule === null || typeof schedule === 'string') return [];
  const end = items.data[0]?.current_period_end ?? 0;
  const next = schedule.phases.find((phase) => phase.start_date >= end);
  return (next?.items ?? []).map(({ price }) => (typeof price === 'string' ? price : price.id));
}

const at = (seconds: number): Date => new Date(seconds * 1_000);
const atOrNull = (seconds: number | null): Date | null => (seconds === null ? null : at(seconds));
