import { buildSignInPath, parseReturnPath } from './return-path';

describe('parseReturnPath', () => {
  it.each(['/w/acme', '/w/acme/subscribers?q=ada#top'])('goes back to %s', (path) => {
    expect(parseReturnPath(path)).toBe(path);
  });

  it.each([null, '', 'https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)', 'w/acme'])(
    'leads nowhere else for %j',
    (value) => {
      expect(parseReturnPath(value)).toBe('/');
    },
  );
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
