import { type Paying, type PlaceChange, type PlaceStep, stepsByPlace } from './place-history';
import { emptyMoney, type MoneyLine, type PeopleLine, emptyPeople } from './report-lines';
import type { ReportMonth } from './report-months';

/** Money that came or went back, as our own books have it: one payment, or all of a month that are alike. Amounts are integers in minor units. */
export interface MoneyMove {
  readonly kind: 'payment' | 'given_back';
  readonly tierId: string;
  readonly amount: number;
  readonly currency: string;
  /** When it did; of several the first moment of their month. */
  readonly at: Date;
  /** How many. */
  readonly count: number;
}

/** A month, or a tier over all months. */
export interface BillingLine {
  readonly people: PeopleLine;
  /** By currency, which are never added to each other. In the order of their codes. */
  readonly money: ReadonlyMap<string, MoneyLine>;
}

export interface BillingReport {
  /** Of all tiers together, over all months. */
  readonly total: BillingLine;
  readonly months: readonly (ReportMonth & BillingLine)[];
  /** Over all months. */
  readonly tiers: ReadonlyMap<string, BillingLine>;
}

/**
 * What was earned in these months, from what places became and what was paid, taken in bit by bit: a workspace's places are more than fit into memory, or
 * into one turn of a process that answers others too. Pure; the same whatever order things come in, but that the changes of a place come together. Months follow
 * each other without a gap; a change at the first moment of a month is that month's. What happened before them is known from the changes before them.
 */
export class BillingTally {
  private readonly total = new Ledger();
  private readonly ofMonths: readonly Ledger[];
  private readonly ofTiers = new Map<string, Ledger>();

  constructor(private readonly months: readonly ReportMonth[]) {
    this.ofMonths = months.map(() => new Ledger());
  }

  /** @param changes all of one place, in any order */
  addPlace(changes: readonly PlaceChange[]): void {
    const [from, to] = [this.months[0]?.startsAt, this.months.at(-1)?.endsAt];
    if (from === undefined || to === undefined) return;
    const tierIds = new Set(changes.map(({ tierId }) => tierId));
    for (const steps of stepsByPlace(changes).values()) {
      const history = new History(steps, from);
      const within = history.until(to);
      follow(this.total, history.before, within, null);
      for (const tierId of tierIds) follow(this.ofTier(tierId), history.before, within, tierId);
      const byMonth = new History(steps, from);
      for (const [index, { endsAt }] of this.months.entries()) {
        const ledger = this.ofMonths[index];
        if (ledger !== undefined) follow(ledger, byMonth.before, byMonth.until(endsAt), null);
        byMonth.goOn();
      }
    }
  }

  /** Of payments and what was given back; several of one month may come as one. */
  addMove({ kind, tierId, amount, currency, at, count }: MoneyMove): void {
    const month = this.months.findIndex(({ startsAt, endsAt }) => at >= startsAt && at < endsAt);
    const ofTier = this.ofTier(tierId);
    for (const ledger of [this.ofMonths[month], month < 0 ? undefined : this.total, month < 0 ? undefined : ofTier]) {
      if (ledger === undefined) continue;
      const money = ledger.of(currency);
      if (kind === 'given_back') money.refunds += amount;
      else {
        money.revenue += amount;
        money.payments += count;
      }
    }
  }

  report(): BillingReport {
    return {
      total: this.total.line(),
      months: this.months.map((month, index) => ({ ...month, ...(this.ofMonths[index] ?? new Ledger()).line() })),
      tiers: new Map([...this.ofTiers].sort(byName).map(([tierId, ledger]) => [tierId, ledger.line()])),
    };
  }

  private ofTier(tierId: string): Ledger {
    const ledger = this.ofTiers.get(tierId) ?? new Ledger();
    this.ofTiers.set(tierId, ledger);
    return ledger;
  }
}

/** What a place was before a time: its last step, and whether it ever paid. */
interface Before {
  readonly last: PlaceStep | undefined;
  readonly hasEverPaid: boolean;
}

/** A place's steps, read from a moment on. */
class History {
  before: Before = { last: undefined, hasEverPaid: false };
  private next = 0;
  private within: readonly PlaceStep[] = [];

  constructor(
    private readonly steps: readonly PlaceStep[],
    from: Date,
  ) {
    this.until(from);
    this.goOn();
  }

  /** The steps from where it is read on to just before a moment. */
  until(end: Date): readonly PlaceStep[] {
    let after = this.next;
    for (let step = this.steps[after]; step !== undefined && step.at < end; step = this.steps[after]) after += 1;
    this.within = after === this.next ? NO_STEPS : this.steps.slice(this.next, after);
    return this.within;
  }

  /** Those are before, from now on. */
  goOn(): void {
    if (this.within.length === 0) return;
    this.next += this.within.length;
    this.before = { last: this.within.at(-1), hasEverPaid: this.before.hasEverPaid || this.within.some(pays) };
    this.within = NO_STEPS;
  }
}

const NO_STEPS: readonly PlaceStep[] = [];
const pays = ({ after }: PlaceStep): boolean => after.paying !== null;
const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number => (one < other ? -1 : 1);

type Writable<Line> = { -readonly [Key in keyof Line]: Line[Key] };

class Ledger {
  readonly people: Writable<PeopleLine> = emptyPeople();
  private readonly money = new Map<string, Writable<MoneyLine>>();

  of(currency: string): Writable<MoneyLine> {
    const line = this.money.get(currency) ?? emptyMoney();
    this.money.set(currency, line);
    return line;
  }

  line(): BillingLine {
    return { people: this.people, money: new Map([...this.money].sort(byName)) };
  }
}

/** @param tierId of one tier; null of all, where a move from tier to tier is no movement of its own but grows or shrinks what is paid. */
function follow(ledger: Ledger, before: Before, within: readonly PlaceStep[], tierId: string | null): void {
  const atEnd = within.at(-1) ?? before.last;
  if (atEnd === undefined) return;
  const isOurs = (paying: Paying | null = null): Paying | null =>
    paying !== null && (tierId === null || paying.tierId === tierId) ? paying : null;
  const [opening, closing] = [isOurs(before.last?.after.paying), isOurs(atEnd.after.paying)];
  if (opening !== null) {
    ledger.of(opening.currency).mrrStart += opening.monthly;
    ledger.people.payingStart += 1;
  }
  if (closing !== null) {
    ledger.of(closing.currency).mrrEnd += closing.monthly;
    ledger.people.payingEnd += 1;
  }
  for (const { before: was, after } of within) move(ledger, was?.paying ?? null, after.paying, tierId);
  convert(ledger.people, before, within, tierId);
}

/** A step as what it does to the money of this line. */
function move(ledger: Ledger, from: Paying | null, to: Paying | null, tierId: string | null): void {
  const people = ledger.people;
  const concerns = (paying: Paying | null): paying is Paying => paying !== null && (tierId === null || paying.tierId === tierId);
  if (from !== null && to !== null && from.currency === to.currency) {
    const changesTier = tierId !== null && from.tierId !== to.tierId;
    if (changesTier) {
      if (concerns(from)) ledger.of(from.currency).movedOut += from.monthly;
      if (concerns(to)) ledger.of(to.currency).movedIn += to.monthly;
    } else if (concerns(to)) {
      const more = to.monthly - from.monthly;
      ledger.of(to.currency)[more > 0 ? 'expansion' : 'contraction'] += Math.abs(more);
    }
  } else {
    if (concerns(from)) ledger.of(from.currency).churned += from.monthly;
    if (concerns(to)) ledger.of(to.currency).gained += to.monthly;
  }
  if (from === null && concerns(to)) people.started += 1;
  if (to === null && concerns(from)) people.ended += 1;
  if (from === null || to === null || tierId === null || from.tierId === to.tierId) return;
  if (concerns(from)) people.movedOut += 1;
  if (concerns(to)) people.movedIn += 1;
}

/** Who might have begun to pay for the first time and who did, and what became of trials. */
function convert(
  people: Writable<PeopleLine>,
  { last, hasEverPaid }: Before,
  within: readonly PlaceStep[],
  tierId: string | null,
): void {
  const isThere = within.length > 0 || (last !== undefined && last.after.change.status !== 'erased');
  const first = hasEverPaid ? undefined : within.find(pays);
  if (tierId === null && isThere && !hasEverPaid) people.candidates += 1;
  if (first !== undefined && (tierId === null || first.after.change.tierId === tierId)) people.converted += 1;
  for (const { before, after } of within) {
    const [was, is] = [before?.isTried === true, after.isTried];
    if (!was && is && (tierId === null || after.change.tierId === tierId)) people.trialsStarted += 1;
    if (!was || is || (tierId !== null && before?.change.tierId !== tierId)) continue;
    people.trialsEnded += 1;
    if (after.paying !== null) people.trialsConverted += 1;
  }
}
