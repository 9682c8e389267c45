import { optionsFor, secondsInWords } from './lifetime-choices';

it.each([
  [10, '10 seconds'],
  [60, '1 minute'],
  [300, '5 minutes'],
  [3_600, '1 hour'],
  [5_400, '90 minutes'],
  [86_400, '1 day'],
  [7_776_000, '90 days'],
])('tells %d seconds as %s', (seconds, words) => expect(secondsInWords(seconds)).toBe(words));

it('offers the present value among the others, in order', () => {
  expect(optionsFor([10, 60], 17).map(({ label }) => label)).toEqual(['10 seconds', '17 seconds', '1 minute']);
  expect(optionsFor([10, 60], 60)).toHaveLength(2);
});
