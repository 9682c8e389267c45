import type { UsageSum } from '@gatehouse/platform';

interface Counts {
  readonly calls: bigint;
  readonly cost: bigint;
  readonly denied: bigint;
}

interface Entry extends Counts {
  readonly at: string;
  readonly gptId: string;
}

export interface Difference {
  readonly what: string;
  /** The first place where the two differ, and how many more there are. */
  readonly where: string;
  readonly expected: string;
  readonly found: string;
}

const NOTHING: Counts = { calls: 0n, cost: 0n, denied: 0n };
const placeOf = (at: string, gptId: string): string => [at, gptId].filter((part) => part !== '').join(' ');
const textOf = ({ calls, cost, denied }: Counts): string => `${calls}/${cost}/${denied}`;

/** What one table says, by time and GPT. */
export class Book {
  private readonly entries = new Map<string, Entry>();

  /** @param sign -1n takes it off */
  add({ at, gptId, ...counts }: Omit<UsageSum, 'of'> | Entry, sign = 1n): void {
    const place = placeOf(at, gptId);
    const { calls, cost, denied } = this.entries.get(place) ?? NOTHING;
    this.entries.set(place, {
      ...{ at, gptId },
      calls: calls + sign * BigInt(counts.calls),
      cost: cost + sign * BigInt(counts.cost),
      denied: denied + sign * BigInt(counts.denied),
    });
  }

  /** The same by longer times, or of all GPTs together. */
  by(timeOf: (at: string) => string, ofAllGpts = false): Book {
    const book = new Book();
    for (const entry of this.entries.values()) book.add({ ...entry, at: timeOf(entry.at), gptId: ofAllGpts ? '' : entry.gptId });
    return book;
  }

  /** Only of those times. */
  within(includes: (at: string) => boolean): Book {
    const book = new Book();
    for (const entry of this.entries.values()) if (includes(entry.at)) book.add(entry);
    return book;
  }

  /** Where another book says something else: place by place, so that two faults do not make up for each other. */
  differences(what: string, other: Book): Difference[] {
    const places = [...new Set([...this.entries.keys(), ...other.entries.keys()])].sort();
    const differing = places
      .map((place) => ({ place, expected: this.textAt(place), found: other.textAt(place) }))
      .filter(({ expected, found }) => expected !== found);
    const [first] = differing;
    if (first === undefined) return [];
    const { place, expected, found } = first;
    const where = differing.length === 1 ? place : `${place} and ${differing.length - 1} more`;
    return [{ what, where: where === '' ? 'all' : where, expected, found }];
  }

  private textAt(place: string): string {
    return textOf(this.entries.get(place) ?? NOTHING);
  }
}
