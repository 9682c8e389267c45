import { buildSignInPath, buildVerifyPath, parseReturnPath } from './return-path';

describe('parseReturnPath', () => {
  it.each(['/w/acme', '/w/acme/subscribers?q=ada#top'])('goes back to %s', (path) => {
    expect(parseReturnPath(path)).toBe(path);
  });

  it.each([
    null,
    '',
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/..//evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    '/%2e%2e//evil.example',
    '/..\\/evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    'w/acme',
  ])('leads nowhere else for %j', (value) => {
    expect(parseReturnPath(value)).toBe('/');
  });
});

describe('buildVerifyPath', () => {
  it('keeps the page to come back to while an address is verified', () => {
    const params = new URLSearchParams({ return_to: '/w/acme?q=a&b', error: 'google_stale' });
    const query = new URL(buildVerifyPath(' ada@example.com ', params), 'https://x.example').searchParams;
    expect(parseReturnPath(query.get('return_to'))).toBe('/w/acme?q=a&b');
    expect([query.get('email'), query.get('error')]).toEqual(['ada@example.com', null]);
  });
});

describe('buildSignInPath', () => {
  it('remembers the page that asked, and comes back to the same', () => {
    const path = buildSignInPath('/w/acme?q=a&b');
    expect(parseReturnPath(new URL(path, 'https://x.example').searchParams.get('return_to'))).toBe('/w/acme?q=a&b');
  });

  it('says nothing when there is nothing to come back to', () => {
    expect(buildSignInPath('/')).toBe('/sign-in');
  });
});
