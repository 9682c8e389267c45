import { parseTokenQuestion, tokenKindOf } from './token-question';

describe('a request about a token', () => {
  it('names it, with or without a hint, even a wrong or unknown one', () => {
    expect(parseTokenQuestion([['token', 'x']])).toEqual({ kind: 'question', token: 'x' });
    expect(
      parseTokenQuestion([
        ['token', 'x'],
        ['token_type_hint', 'nonsense'],
        ['further', '1'],
      ]),
    ).toEqual({ kind: 'question', token: 'x' });
  });

  it.each([
    ['no token', []],
    ['an empty token', [['token', '']]],
    [
      'two tokens',
      [
        ['token', 'x'],
        ['token', 'y'],
      ],
    ],
    [
      'two hints',
      [
        ['token', 'x'],
        ['token_type_hint', 'a'],
        ['token_type_hint', 'b'],
      ],
    ],
  ])('is refused with %s', (_what, pairs) => {
    expect(parseTokenQuestion(pairs as [string, string][])).toMatchObject({ kind: 'refused', error: 'invalid_request' });
  });

  it('tells the kind of our tokens by what they begin with, and that anything else is none of ours', () => {
    const secret = 'A_-9'.repeat(10) + 'abc';
    expect(tokenKindOf(`gth_at_${secret}`)).toBe('access_token');
    expect(tokenKindOf(`gth_rt_${secret}`)).toBe('refresh_token');
    for (const other of [
      '',
      'gth_at_',
      `gth_ac_${secret}`,
      `gth_cs_${secret}`,
      `gth_at_${secret}x`,
      `gth_at_${secret}\n`,
      secret,
    ])
      expect(tokenKindOf(other)).toBeNull();
  });
});
