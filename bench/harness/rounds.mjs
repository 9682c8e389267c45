import { median } from './statistics.mjs';

/**
 * Measures each contender once a round, starting with another one each round. On a machine that others use too, what one measurement says
 * is worth little; what neighbours in time say about each other, over and over, is worth something.
 * @param {{rounds: number, names: string[], measure: (name: string, round: number) => Promise<object>}} plan
 * @returns {Promise<Map<string, object[]>>} the results of each, by round
 */
export async function inRounds({ rounds, names, measure }) {
  const results = new Map(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(turn + round) % names.length];
      results.get(name).push(await measure(name, round));
    }
  }
  return results;
}

/** The median over the rounds of a figure of one contender. */
export const typical = (results, name, figure) => median(results.get(name).map(figure));

/** The median over the rounds of a figure of one contender, divided each time by another's in the same round. */
export const ratio = (results, name, reference, figure) =>
  median(results.get(name).map((result, round) => figure(result) / figure(results.get(reference)[round])));
