import type { PriceInterval } from './recurring';
import { monthlyAmount } from './recurring';
import type { SubscriptionStatus } from './standing';

/** What a place on a tier became at a moment. The three of its price are null together, where nothing is paid. */
export interface PlaceChange {
  /** Of changes at one moment the order; also of those that come in another order. */
  readonly id: string;
  readonly placeId: string;
  readonly tierId: string;
  /** `erased`: its subscriber was taken out of the workspace, and it is no more. */
  readonly status: SubscriptionStatus | 'erased';
  readonly amount: number | null;
  readonly currency: string | null;
  readonly interval: PriceInterval | null;
  readonly changedAt: Date;
}

/** What a place brings in a month. */
export interface Paying {
  readonly tierId: string;
  readonly currency: string;
  /** In minor units, of one month. */
  readonly monthly: number;
}

/** What a place is since a change, and by what was before it. */
export interface PlaceState {
  readonly change: PlaceChange;
  /** Null while nothing is paid. */
  readonly paying: Paying | null;
  /** Whether what was bought has been paid for once. */
  readonly hasPaid: boolean;
  /** In a trial, or overdue with the very first payment after it: nobody knows yet what becomes of it. */
  readonly isTried: boolean;
}

/** A place between one change and the next: null before the first. */
export interface PlaceStep {
  readonly at: Date;
  readonly before: PlaceState | null;
  readonly after: PlaceState;
}

/** With these begins, or ends, what is paid for anew: what was paid before says nothing of it. */
const ANEW: ReadonlySet<PlaceChange['status']> = new Set(['trialing', 'canceled', 'incomplete', 'incomplete_expired', 'erased']);

/**
 * A place pays nothing while it is tried, given away, or no longer served. One whose payment is overdue pays until it is given up, as nobody knows yet that it
 * does not; but not one whose first payment never came.
 */
function stateAfter(before: PlaceState | null, change: PlaceChange): PlaceState {
  const { status } = change;
  const price = priceOf(change);
  const isOverdue = status === 'past_due';
  const paidBefore = before?.hasPaid === true && !ANEW.has(status);
  return {
    change,
    paying: status === 'active' || (isOverdue && paidBefore) ? price : null,
    hasPaid: status === 'active' ? price !== null : paidBefore,
    isTried: status === 'trialing' || (isOverdue && before?.isTried === true),
  };
}

function priceOf({ amount, currency, interval, tierId }: PlaceChange): Paying | null {
  if (amount === null || currency === null || interval === null || amount === 0) return null;
  return { tierId, currency, monthly: monthlyAmount(amount, interval) };
}

/** Each place's changes in the order in which they came about, whatever order they are given in. */
export function stepsByPlace(changes: readonly PlaceChange[]): Map<string, PlaceStep[]> {
  const histories = new Map<string, PlaceStep[]>();
  for (const [placeId, ofPlace] of Map.groupBy(changes, (change) => change.placeId)) {
    const steps: PlaceStep[] = [];
    let before: PlaceState | null = null;
    for (const change of ofPlace.toSorted(inTime)) {
      // Nothing comes after the end of a person's data.
      if (before?.change.status === 'erased') break;
      const after = stateAfter(before, change);
      steps.push({ at: change.changedAt, before, after });
      before = after;
    }
    histories.set(placeId, steps);
  }
  return histories;
}

function inTime(one: PlaceChange, other: PlaceChange): number {
  const byTime = one.changedAt.getTime() - other.changedAt.getTime();
  if (byTime !== 0) return byTime;
  return one.id < other.id ? -1 : Number(one.id > other.id);
}
