import type { PlanChangeTime, TrialAfterChange } from '@gatehouse/core';
import { type HeldPlan, type HeldPrice, sha256, Vault } from '@gatehouse/platform';
import { Injectable } from '@nestjs/common';

const PURPOSE = 'plan-quote';

/** A change as somebody was shown it, before they confirm it. */
export interface PlanQuote {
  readonly plan: HeldPlan;
  readonly wanted: HeldPrice;
  readonly time: PlanChangeTime;
  /** Of a trial; where it ends with it the whole price is due. */
  readonly trial: TrialAfterChange;
  /** To which moment the old price is counted, in seconds by Stripe's clock; of a change at the end of the period, when the page was shown. */
  readonly at: number;
  /** What is due now, in minor units. */
  readonly due: number;
}

/**
 * Binds what a person confirms to what they were shown: from which price to which, and for how much. Nobody else's page, no older one and no other amount goes
 * through; and one page does one thing, however often it is sent.
 */
@Injectable()
export class PlanQuotes {
  constructor(private readonly vault: Vault) {}

  seal(quote: PlanQuote): string {
    return this.vault.mac(PURPOSE, textOf(quote)).toString('base64url');
  }

  isGenuine(quote: PlanQuote, seal: string): boolean {
    return this.vault.verifyMac(PURPOSE, textOf(quote), Buffer.from(seal, 'base64url'));
  }

  /** The same for the same page. */
  keyOf(quote: PlanQuote): string {
    return `plan-${sha256(textOf(quote)).toString('hex')}`;
  }
}

const textOf = ({ plan, wanted, time, trial, at, due }: PlanQuote): string =>
  [
    plan.id,
    plan.stripeSubscriptionId,
    plan.price?.id,
    wanted.id,
    time,
    trial instanceof Date ? trial.getTime() : trial,
    at,
    due,
  ].join(' ');
