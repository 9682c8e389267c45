import { lifetimeFaults } from './token-lifetimes';

const day = 86_400;
const usual = { accessTokenSeconds: day, refreshIdleSeconds: 90 * day, refreshAbsoluteSeconds: 365 * day, codeSeconds: 60 };

it('finds nothing wrong with the usual lifetimes', () => expect(lifetimeFaults(usual)).toEqual([]));

it('refuses an idle time or an access token that outlives the refresh token', () => {
  expect(lifetimeFaults({ ...usual, refreshAbsoluteSeconds: 30 * day }).map(({ field }) => field)).toEqual([
    'refreshIdleSeconds',
  ]);
  expect(
    lifetimeFaults({ ...usual, accessTokenSeconds: 2 * day, refreshIdleSeconds: day, refreshAbsoluteSeconds: day }).map(
      ({ field }) => field,
    ),
  ).toEqual(['accessTokenSeconds']);
});
