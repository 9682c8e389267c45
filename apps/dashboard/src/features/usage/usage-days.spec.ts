import { checkDays, holdingDays, MOST_DAYS, tellDays, toTimes } from './usage-days';

describe('chosen days', () => {
  it('are counted in UTC, the last one included', () => {
    expect(toTimes({ first: '2026-11-01', last: '2026-11-01' })).toEqual({
      from: Date.parse('2026-11-01T00:00:00Z'),
      to: Date.parse('2026-11-02T00:00:00Z'),
    });
    expect(tellDays({ first: '2026-11-01', last: '2026-11-15' })).toMatch(/1.+15.+2026/);
  });

  it('begin as those that hold the time that was on screen', () => {
    const day = { from: new Date('2026-11-20T15:00:00Z'), to: new Date('2026-11-21T15:00:00Z') };
    expect(holdingDays(day)).toEqual({ first: '2026-11-20', last: '2026-11-21' });
    const untilMidnight = { from: new Date('2026-10-23T00:00:00Z'), to: new Date('2026-11-22T00:00:00Z') };
    expect(holdingDays(untilMidnight)).toEqual({ first: '2026-10-23', last: '2026-11-21' });
  });
});

describe('checkDays', () => {
  it('takes one day, and as many as the API tells at once', () => {
    expect(checkDays({ first: '2026-11-01', last: '2026-11-01' })).toEqual({});
    expect(checkDays({ first: '2024-01-01', last: '2025-01-01' })).toEqual({});
  });

  it.each([
    [{ first: '2024-01-01', last: '2025-01-02' }, { first: `At most ${MOST_DAYS} days can be shown at once.` }],
    [{ first: '2026-11-02', last: '2026-11-01' }, { last: 'The last day must not be before the first.' }],
    [{ first: '', last: '2026-11-01' }, { first: 'Choose a day.' }],
    [
      { first: '2026-06-31', last: 'soon' },
      { first: 'There is no day 2026-06-31.', last: 'There is no day soon.' },
    ],
    [
      { first: '1999-12-31', last: '2200-01-01' },
      { first: 'Choose a day from 2000 to 2198.', last: 'Choose a day from 2000 to 2198.' },
    ],
  ])('says of %j what is wrong, at the day to change', (days, messages) => {
    expect(checkDays(days)).toEqual(messages);
  });
});
