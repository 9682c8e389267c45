import { couldBeCustomDomain, parseDomainName } from './domain-name';

const parse = (text: string) => parseDomainName(text, 'gate.example.com');

describe('parseDomainName', () => {
  it.each([
    ['auth.acme.com', 'auth.acme.com'],
    [' Auth.ACME.com. ', 'auth.acme.com'],
    ['acme.co.uk', 'acme.co.uk'],
    ['bücher.de', 'xn--bcher-kva.de'],
    ['me.github.io', 'me.github.io'],
  ])('takes %s', (text, domain) => expect(parse(text)).toEqual({ kind: 'domain', domain }));

  it.each([
    ['a wildcard', '*.acme.com', /wildcard/],
    ['a URL', 'https://acme.com', /alone/],
    ['a port', 'acme.com:443', /alone/],
    ['a path', 'acme.com/x', /alone/],
    ['user info', 'a@acme.com', /alone/],
    ['an IPv4 address', '203.0.113.9', /address/],
    ['an IPv4 address in disguise', '0x7f000001', /address/],
    ['localhost', 'localhost', /belongs to everybody|public domain/],
    ['a top-level domain', 'com', /belongs to everybody/],
    ['a public suffix', 'co.uk', /belongs to everybody/],
    ['a private public suffix', 'github.io', /belongs to everybody/],
    ['a name that only a network inside knows', 'gatehouse.svc.cluster.local', /public domain/],
    ['the service itself', 'gate.example.com', /own name/],
    ['a name below the service', 'x.gate.example.com', /own name/],
    ['a label with an underscore', '_gatehouse.acme.com', /domain name/],
    ['nothing', '', /not a domain name/],
    ['an endless name', `${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.com`, /not a domain name/],
  ])('refuses %s', (_what, text, reason) =>
    expect(parse(text)).toEqual({ kind: 'refused', reason: expect.stringMatching(reason) }),
  );
});

it.each([
  ['auth.acme.com', true],
  ['localhost', false],
  ['127.0.0.1', false],
  ['gatehouse.default.svc.cluster.local', false],
  ['Auth.Acme.com', false],
  ['a b.com', false],
])('couldBeCustomDomain(%s) is %s', (host, could) => expect(couldBeCustomDomain(host)).toBe(could));
