import { type Paying, type PlaceChange, type PlaceStep, stepsByPlace } from './place-history';
import { emptyMoney, type MoneyLine, type PeopleLine, emptyPeople } from './report-lines';
import type { ReportMonth } from './report-months';
import type { BillingLine, BillingReport, MoneyMove } from './reports';

/** The report as its words say it, each line from all that is known, whatever that costs: what the tally must come to. */
export function reportLineByLine(
  months: readonly ReportMonth[],
  changes: readonly PlaceChange[],
  moves: readonly MoneyMove[],
): BillingReport {
  const [from, to] = [months[0]?.startsAt, months.at(-1)?.endsAt];
  if (from === undefined || to === undefined) return { total: new Ledger().line(), months: [], tiers: new Map() };
  const histories = [...stepsByPlace(changes).values()];
  const whole = { startsAt: from, endsAt: to };
  const tierIds = new Set([...changes, ...moves].map(({ tierId }) => tierId));
  return {
    total: lineOf(whole, histories, moves, null),
    months: months.map((month) => ({ ...month, ...lineOf(month, histories, moves, null) })),
    tiers: new Map([...tierIds].sort().map((tierId) => [tierId, lineOf(whole, histories, moves, tierId)])),
  };
}

/** @param tierId of one tier; null of all, where a move from tier to tier is no movement of its own but grows or shrinks what is paid. */
function lineOf(
  span: ReportMonth,
  histories: readonly (readonly PlaceStep[])[],
  moves: readonly MoneyMove[],
  tierId: string | null,
): BillingLine {
  const ledger = new Ledger();
  for (const steps of histories) followPlace(ledger, steps, span, tierId);
  for (const { kind, tierId: ofTier, amount, currency, at, count } of moves) {
    if ((tierId !== null && ofTier !== tierId) || at < span.startsAt || at >= span.endsAt) continue;
    const money = ledger.of(currency);
    if (kind === 'given_back') money.refunds += amount;
    else {
      money.revenue += amount;
      money.payments += count;
    }
  }
  return ledger.line();
}

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
    return { people: this.people, money: new Map([...this.money].sort(([one], [other]) => (one < other ? -1 : 1))) };
  }
}

function followPlace(
  ledger: Ledger,
  steps: readonly PlaceStep[],
  { startsAt, endsAt }: ReportMonth,
  tierId: string | null,
): void {
  const earlier = steps.filter((step) => step.at < startsAt);
  const within = steps.filter((step) => step.at >= startsAt && step.at < endsAt);
  const [atStart, atEnd] = [earlier.at(-1), within.at(-1) ?? earlier.at(-1)];
  const isOurs = (paying: Paying | null = null): Paying | null =>
    paying !== null && (tierId === null || paying.tierId === tierId) ? paying : null;
  const [opening, closing] = [isOurs(atStart?.after.paying), isOurs(atEnd?.after.paying)];
  if (opening !== null) {
    ledger.of(opening.currency).mrrStart += opening.monthly;
    ledger.people.payingStart += 1;
  }
  if (closing !== null) {
    ledger.of(closing.currency).mrrEnd += closing.monthly;
    ledger.people.payingEnd += 1;
  }
  for (const { before, after } of within) move(ledger, before?.paying ?? null, after.paying, tierId);
  convert(ledger.people, earlier, within, tierId);
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
  earlier: readonly PlaceStep[],
  within: readonly PlaceStep[],
  tierId: string | null,
): void {
  const pays = ({ after }: PlaceStep): boolean => after.paying !== null;
  const isThere = within.length > 0 || (earlier.length > 0 && earlier.at(-1)?.after.change.status !== 'erased');
  const first = earlier.some(pays) ? undefined : within.find(pays);
  if (tierId === null && isThere && !earlier.some(pays)) people.candidates += 1;
  if (first !== undefined && (tierId === null || first.after.change.tierId === tierId)) people.converted += 1;
  for (const { before, after } of within) {
    const [was, is] = [before?.isTried === true, after.isTried];
    if (!was && is && (tierId === null || after.change.tierId === tierId)) people.trialsStarted += 1;
    if (!was || is || (tierId !== null && before?.change.tierId !== tierId)) continue;
    people.trialsEnded += 1;
    if (after.paying !== null) people.trialsConverted += 1;
  }
}
