import { setImmediate as nextTurn } from 'node:timers/promises';
import { Gathering } from './gathering';

/** A round that was begun and ends when the test says so. */
interface Round {
  readonly key: string;
  readonly asks: readonly number[];
  readonly end: () => void;
  readonly fail: (error: Error) => void;
}

const undone = new Error('rolled back');

function gatheringThatRecords(): { gathering: Gathering<number, string>; rounds: Round[] } {
  const rounds: Round[] = [];
  const gathering = new Gathering<number, string>({
    together: (key, asks) =>
      new Promise((resolve, reject) => {
        rounds.push({ key, asks, end: () => resolve(asks.map((ask) => `${key}${ask}`)), fail: reject });
      }),
    mayRepeat: (error) => error === undone,
    alone: (key, ask) => (ask < 0 ? Promise.reject(new Error(`bad ${ask}`)) : Promise.resolve(`alone ${key}${ask}`)),
  });
  return { gathering, rounds };
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);

describe('a gathering', () => {
  it('carries out together what comes in one turn of the event loop, and gives everybody their own answer', async () => {
    const { gathering, rounds } = gatheringThatRecords();
    const answers = Promise.all(range(0, 5).map((ask) => gathering.join('a', ask)));
    await nextTurn();
    expect(rounds.map(({ asks }) => asks)).toEqual([range(0, 5)]);
    rounds[0]?.end();
    expect(await answers).toEqual(['a0', 'a1', 'a2', 'a3', 'a4']);
  });

  it('never lets two keys share a round', async () => {
    const { gathering, rounds } = gatheringThatRecords();
    const answers = Promise.all([gathering.join('a', 1), gathering.join('b', 2), gathering.join('a', 3)]);
    await nextTurn();
    expect(rounds.map(({ key, asks }) => [key, asks])).toEqual([
      ['a', [1, 3]],
      ['b', [2]],
    ]);
    for (const round of rounds) round.end();
    expect(await answers).toEqual(['a1', 'b2', 'a3']);
  });

  it('has a bounded number of rounds of a key under way, each of at most 64, and loses nobody who waits meanwhile', async () => {
    const { gathering, rounds } = gatheringThatRecords();
    const answers: Promise<string>[] = [];
    for (const ask of range(0, 300)) {
      answers.push(gathering.join('a', ask));
      if (ask < 20) await nextTurn();
    }
    await nextTurn();
    const underWay = rounds.length;
    expect(underWay).toBeLessThan(20);
    for (let ended = 0; ended < rounds.length; ended += 1) {
      rounds[ended]?.end();
      await nextTurn();
      expect(rounds.length - ended - 1).toBeLessThanOrEqual(underWay);
    }
    expect(await Promise.all(answers)).toEqual(range(0, 300).map((ask) => `a${ask}`));
    expect(Math.max(...rounds.map(({ asks }) => asks.length))).toBe(64);
  });

  it('tries each alone when a round was undone, so that only who caused it fails', async () => {
    const { gathering, rounds } = gatheringThatRecords();
    const answers = Promise.allSettled([1, -1, 2].map((ask) => gathering.join('a', ask)));
    await nextTurn();
    rounds[0]?.fail(undone);
    expect((await answers).map((one) => (one.status === 'fulfilled' ? one.value : (one.reason as Error).message))).toEqual([
      'alone a1',
      'bad -1',
      'alone a2',
    ]);
  });

  it('repeats nothing when it is not known whether the round was undone', async () => {
    const { gathering, rounds } = gatheringThatRecords();
    const answers = Promise.allSettled([1, 2].map((ask) => gathering.join('a', ask)));
    await nextTurn();
    rounds[0]?.fail(new Error('connection lost'));
    expect((await answers).map((one) => one.status === 'rejected' && (one.reason as Error).message)).toEqual([
      'connection lost',
      'connection lost',
    ]);
  });

  it('goes on after a round that failed', async () => {
    const { gathering, rounds } = gatheringThatRecords();
    const failing = expect(gathering.join('a', 1)).rejects.toThrow('lost');
    await nextTurn();
    rounds[0]?.fail(new Error('lost'));
    await failing;
    const next = gathering.join('a', 2);
    await nextTurn();
    rounds[1]?.end();
    expect(await next).toBe('a2');
  });
});
