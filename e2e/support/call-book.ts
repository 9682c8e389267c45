interface Kept {
  action: string;
  tier: string;
  /** Null when it was refused. */
  cost: number | null;
}

type Grouping = 'action' | 'tier';

export interface Sum {
  calls: number;
  /** Units. */
  cost: number;
  denied: number;
}

/** Where a caller stands with verify: units used of their quota, and what reports call their tier. */
interface Standing {
  used: number;
  tier: string;
}

/** Sends calls to verify, and keeps a book of what became of them, to hold against what the product says. */
export class CallBook {
  readonly #kept: Kept[] = [];
  readonly #standings = new Map<string, Standing>();

  constructor(private readonly verifyUrl: string) {}

  async send(
    token: string,
    parameters: Readonly<Record<string, string>>,
  ): Promise<{ status: number; body: Record<string, unknown> }> {
    const response = await fetch(`${this.verifyUrl}?${new URLSearchParams(parameters).toString()}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { status } = response;
    const body = (await response.json()) as Record<string, unknown>;
    const who = `${token} ${parameters['ephemeral_user_id'] ?? ''}`;
    const before = this.#standings.get(who) ?? { used: 0, tier: '' };
    const after = status === 200 ? standingIn(body) : before;
    this.#standings.set(who, after);
    // A call that nobody could decide is in no book.
    if (parameters['peek'] === undefined && status !== 503) {
      const cost = status === 200 ? after.used - before.used : null;
      this.#kept.push({ action: parameters['action'] ?? '*', tier: after.tier, cost });
    }
    return { status, body };
  }

  get total(): Sum {
    return sum(this.#kept);
  }

  sumBy(grouping: Grouping): Record<string, Sum> {
    const groups = Map.groupBy(this.#kept, (call) => call[grouping]);
    return Object.fromEntries([...groups].map(([name, calls]) => [name, sum(calls)]));
  }

  /** Accepted calls alone. */
  countBy(grouping: Grouping): Record<string, number> {
    return Object.fromEntries(Object.entries(this.sumBy(grouping)).map(([name, { calls }]) => [name, calls]));
  }
}

function standingIn(body: Record<string, unknown>): Standing {
  const { used } = body['quota'] as { used: number };
  return { used, tier: typeof body['tier'] === 'string' ? body['tier'] : 'not signed in' };
}

function sum(kept: readonly Kept[]): Sum {
  const accepted = kept.flatMap(({ cost }) => (cost === null ? [] : [cost]));
  return {
    calls: accepted.length,
    cost: accepted.reduce((units, cost) => units + cost, 0),
    denied: kept.length - accepted.length,
  };
}
