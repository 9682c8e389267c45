/**
 * Money of one currency, in minor units. `mrrStart + gained + expansion + movedIn - contraction - churned - movedOut = mrrEnd`, always.
 * MRR: what all that pay bring in a month at the list price, before coupons, a year's price as a twelfth of it.
 */
export interface MoneyLine {
  readonly mrrStart: number;
  /** From places that began to pay, for the first time or again. */
  readonly gained: number;
  readonly expansion: number;
  readonly contraction: number;
  /** From places that ceased to pay. */
  readonly churned: number;
  /** From and to other tiers; 0 where all tiers are together, and there part of expansion and contraction. */
  readonly movedIn: number;
  readonly movedOut: number;
  readonly mrrEnd: number;
  /** Of invoices that were paid in this time, taxes and overage included. */
  readonly revenue: number;
  /** What was given back in this time, or lost in a dispute, of payments of whatever time. */
  readonly refunds: number;
  readonly payments: number;
}

/** Subscribers, counted by place. `payingStart + started + movedIn - ended - movedOut = payingEnd`, always. */
export interface PeopleLine {
  readonly payingStart: number;
  readonly started: number;
  readonly ended: number;
  readonly movedIn: number;
  readonly movedOut: number;
  readonly payingEnd: number;
  /** Who had never paid before, at the beginning or since; not told of a tier, which nobody is a candidate for alone. */
  readonly candidates: number;
  /** Of those, who paid. */
  readonly converted: number;
  readonly trialsStarted: number;
  /** When what became of them is known: of one whose first payment is overdue, when that was paid or given up. */
  readonly trialsEnded: number;
  /** Of trials that ended, those after which the subscriber pays. */
  readonly trialsConverted: number;
}

export const emptyMoney = (): MoneyLine => ({
  mrrStart: 0,
  gained: 0,
  expansion: 0,
  contraction: 0,
  churned: 0,
  movedIn: 0,
  movedOut: 0,
  mrrEnd: 0,
  revenue: 0,
  refunds: 0,
  payments: 0,
});

export const emptyPeople = (): PeopleLine => ({
  payingStart: 0,
  started: 0,
  ended: 0,
  movedIn: 0,
  movedOut: 0,
  payingEnd: 0,
  candidates: 0,
  converted: 0,
  trialsStarted: 0,
  trialsEnded: 0,
  trialsConverted: 0,
});
