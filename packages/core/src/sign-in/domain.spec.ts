import { domainOf, parseDomain } from './domain';

describe('parseDomain', () => {
  it.each([
    ['example.com', 'example.com'],
    [' @Example.COM. ', 'example.com'],
    ['mail.example.co.uk', 'mail.example.co.uk'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['BÜCHER.example', 'xn--bcher-kva.example'],
    ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
    ['例え.jp', 'xn--r8jz45g.jp'],
  ])('reads %j as %j', (text, domain) => {
    expect(parseDomain(text)).toBe(domain);
  });

  it.each([
    '',
    '@',
    'example',
    '*.example.com',
    '.example.com',
    'a..b',
    'exa mple.com',
    'example.com/path',
    'example.com:443',
    'user@example.com',
    '192.168.0.1',
    '[::1]',
    '0x7f.1',
    '-a.example',
    'a_b.example',
    'xn--.example',
    `${'a'.repeat(64)}.example`,
    `${'a.'.repeat(130)}example`,
    'example.com?x',
    'example%2ecom',
  ])('refuses %j', (text) => {
    expect(parseDomain(text)).toBeNull();
  });
});

describe('domainOf', () => {
  it.each([
    ['ada@example.com', 'example.com'],
    ['ada@EXAMPLE.com', 'example.com'],
    ['"a@b"@example.com', 'example.com'],
    ['ada@bücher.example', 'xn--bcher-kva.example'],
    ['@example.com', null],
    ['example.com', null],
    ['', null],
  ])('of %j is %j', (email, domain) => {
    expect(domainOf(email)).toBe(domain);
  });
});
