/** Work carried out together at most: one transaction of this many takes a few milliseconds. */
const MAX_TOGETHER = 64;
/**
 * Rounds of one key under way at the same time. With several, one gathers while the commits of others reach the disk, and a slow one holds up nobody; with
 * many, each would be small and cost as much.
 */
const MAX_ROUNDS = 4;

interface Waiting<Ask, Answer> {
  readonly ask: Ask;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

interface Lane<Ask, Answer> {
  waiting: Waiting<Ask, Answer>[];
  /** Under way, or about to begin. */
  rounds: number;
}

export interface GatheringPlan<Ask, Answer> {
  /** Does the work of one key, in the order of the asks; an answer for each. */
  readonly together: (key: string, asks: readonly Ask[]) => Promise<readonly Answer[]>;
  /** After `together` failed for several: whether nothing of it was done, so that each may be tried alone. */
  readonly mayRepeat: (error: unknown) => boolean;
  readonly alone: (key: string, ask: Ask) => Promise<Answer>;
}

/**
 * Lets requests that come in the same moment share one round of work: what arrived in this turn of the event loop, and while earlier rounds were
 * under way. Nobody waits for company: with no round under way, whoever comes begins one. Different keys never share.
 */
export class Gathering<Ask, Answer> {
  private readonly lanes = new Map<string, Lane<Ask, Answer>>();

  constructor(private readonly plan: GatheringPlan<Ask, Answer>) {}

  /** @throws what its round threw, or, if that could be repeated, what this ask alone threw */
  join(key: string, ask: Ask): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const lane = this.laneOf(key);
      lane.waiting.push({ ask, resolve, reject });
      if (lane.rounds === MAX_ROUNDS || lane.waiting.length > 1) return;
      lane.rounds += 1;
      // After the sockets of this turn were read, before the next turn.
      setImmediate(() => void this.runRounds(key, lane));
    });
  }

  private laneOf(key: string): Lane<Ask, Answer> {
    let lane = this.lanes.get(key);
    if (lane === undefined) this.lanes.set(key, (lane = { waiting: [], rounds: 0 }));
    return lane;
  }

  private async runRounds(key: string, lane: Lane<Ask, Answer>): Promise<void> {
    while (lane.waiting.length > 0) await this.runRound(key, lane.waiting.splice(0, MAX_TOGETHER));
    lane.rounds -= 1;
    if (lane.rounds === 0) this.lanes.delete(key);
  }

  private async runRound(key: string, round: readonly Waiting<Ask, Answer>[]): Promise<void> {
    try {
      const answers = await this.plan.together(
        key,
        round.map(({ ask }) => ask),
      );
      round.forEach(({ resolve, reject }, index) => {
        const answer = answers[index];
        if (answer === undefined) reject(new Error('a round of work left an ask without an answer'));
        else resolve(answer);
      });
    } catch (error) {
      if (round.length > 1 && this.plan.mayRepeat(error)) await Promise.all(round.map((one) => this.runAlone(key, one)));
      else for (const { reject } of round) reject(error);
    }
  }

  private runAlone(key: string, { ask, resolve, reject }: Waiting<Ask, Answer>): Promise<void> {
    return this.plan.alone(key, ask).then(resolve, reject);
  }
}
