import { hintFrom } from './id-token-hint';

const expected = { issuer: 'https://gate.example/t/acme', clientId: 'client_1' };
const claims = { iss: expected.issuer, aud: 'client_1', sub: 'usr_1', exp: 0 };

describe('an ID token that comes back as a hint', () => {
  it('names its person, however old it is', () => {
    expect(hintFrom(claims, expected)).toEqual({ kind: 'person', subscriberId: 'usr_1' });
    expect(hintFrom({ ...claims, aud: ['other', 'client_1'] }, expected)).toMatchObject({ kind: 'person' });
  });

  it.each<[string, Record<string, unknown> | null]>([
    ['a text that nobody here signed', null],
    ["another client's ID token", { ...claims, aud: 'client_2' }],
    ["another issuer's ID token", { ...claims, iss: 'https://gate.example/t/other' }],
    ['something else that was signed here', { iss: expected.issuer, aud: 'client_1' }],
    ['a JWT without claims', {}],
  ])('names nobody when it is %s', (_what, given) => {
    expect(hintFrom(given, expected)).toEqual({ kind: 'unreadable' });
  });
});
