import { parseReturnPath } from './return-path';

const own = 'https://gatehouse.example';

describe('parseReturnPath', () => {
  it.each(['/', '/w/acme', '/w/acme/subscribers?q=ada%20l&gpt=gpt_1', '/w/acme#usage'])('goes back to %s', (path) => {
    expect(parseReturnPath(path, own)).toBe(path);
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example/',
    'https://gatehouse.example@evil.example/',
    'javascript:alert(1)',
    '/\t/evil.example',
    '/\n/evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    '/%0d%0aset-cookie:x=y\r\n',
    'w/acme',
    '',
    `/${'a'.repeat(2_000)}`,
    null,
    undefined,
    ['/a', '/b'],
  ])('goes nowhere but home for %j', (text) => {
    expect(parseReturnPath(text, own)).toBe('/');
  });
});
