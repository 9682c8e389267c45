import fc from 'fast-check';
import { pairsFromJson } from './json-pairs';
import { isFaithfulText, pairsFromForm, parametersFrom } from './parameters';

describe('parametersFrom', () => {
  it('treats a parameter without a value as absent (RFC 6749 3.1)', () => {
    const parameters = parametersFrom([['scope', '']], ['scope']);
    expect(parameters.get('scope')).toBeNull();
    expect(parameters.repeated.size).toBe(0);
  });

  it('names a repeated parameter and takes neither value', () => {
    const parameters = parametersFrom(pairsFromForm('state=a&state=b'), ['state']);
    expect(parameters.get('state')).toBeNull();
    expect([...parameters.repeated]).toEqual(['state']);
  });

  it('calls equal values repeated too', () => {
    expect(parametersFrom(pairsFromForm('state=a&state=a'), ['state']).repeated.has('state')).toBe(true);
  });

  it('ignores unknown parameters, also repeated ones', () => {
    const parameters = parametersFrom(pairsFromForm('resource=a&resource=b&state=s'), ['state']);
    expect(parameters.get('state')).toBe('s');
    expect(parameters.repeated.size).toBe(0);
  });
});

describe('pairsFromJson', () => {
  it('reads a flat object of strings', () => {
    expect(pairsFromJson(' { "grant_type" : "refresh_token",\n"refresh_token":"a\\"b\\u00e9}," } ')).toEqual([
      ['grant_type', 'refresh_token'],
      ['refresh_token', 'a"bé},'],
    ]);
  });

  it('keeps a name that is written twice as two pairs', () => {
    expect(pairsFromJson('{"code":"a","code":"b"}')).toEqual([
      ['code', 'a'],
      ['code', 'b'],
    ]);
  });

  it('sees through an escaped spelling of the same name', () => {
    expect(pairsFromJson('{"code":"a","\\u0063ode":"b"}')).toEqual([
      ['code', 'a'],
      ['code', 'b'],
    ]);
  });

  it('reads an empty object and counts null as absent', () => {
    expect(pairsFromJson('{ }')).toEqual([]);
    expect(pairsFromJson('{"scope":null,"code":"a"}')).toEqual([['code', 'a']]);
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '"text"',
    '42',
    '{"a":1}',
    '{"a":true}',
    '{"a":["x"]}',
    '{"a":{"code":"x"}}',
    '{"a":{"code":"x"},"a":"y"}',
    '{"a":["code","x"],"a":"y"}',
    '{"a":1,"a":"y"}',
    '{"a":"b",}',
    "{'a':'b'}",
    '{"a":"b"}{"c":"d"}',
  ])('refuses %s', (text) => {
    expect(pairsFromJson(text)).toBeNull();
  });

  it('agrees with JSON.parse on every flat object', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), fc.constantFrom(undefined, 2, '\t'), (body, indent) => {
        const pairs = pairsFromJson(JSON.stringify(body, null, indent));
        expect(pairs).toEqual(Object.entries(body));
      }),
    );
  });

  it('answers or refuses, but never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void pairsFromJson(text)));
  });

  it('stays linear on a body made to make it backtrack', () => {
    const hostile = `{"a":["${'\\"'.repeat(200_000)}"],"a":"y"}`;
    expect(pairsFromJson(hostile)).toBeNull();
  });
});

describe('isFaithfulText', () => {
  it.each(['state', 'ünïcode ☂', '😀', '"<>&'])('takes %s', (text) => expect(isFaithfulText(text)).toBe(true));
  it.each(['a\0b', 'a\nb', 'a\rb', '\u007f', 'a\ufffdb', '\ud800'])('refuses %j', (text) =>
    expect(isFaithfulText(text)).toBe(false),
  );
});
