import fc from 'fast-check';
import { MAX_REDIRECT_URI_LENGTH, proveRedirectUri, redirectUriFault } from './redirect-uri';

describe('redirectUriFault', () => {
  it.each([
    'https://chat.openai.com/aip/g-0123456789abcdef0123456789abcdef01234567/oauth/callback',
    'https://example.com',
    'https://example.com:8443/cb?tenant=1',
    'http://localhost:4000/cb',
    'http://127.0.0.1/cb',
    'http://[::1]:9/cb',
  ])('lets %s be registered', (url) => expect(redirectUriFault(url)).toBeNull());

  it.each([
    ['javascript:alert(1)', 'scheme_not_allowed'],
    ['data:text/html,hi', 'scheme_not_allowed'],
    ['com.example.app:/cb', 'scheme_not_allowed'],
    ['file:///etc/passwd', 'scheme_not_allowed'],
    ['http://example.com/cb', 'http_only_on_loopback'],
    ['http://localhost.evil.example/cb', 'http_only_on_loopback'],
    ['http://127.0.0.1.evil.example/cb', 'http_only_on_loopback'],
    ['http://192.168.0.1/cb', 'http_only_on_loopback'],
    ['/oauth/callback', 'not_absolute'],
    ['example.com/cb', 'not_absolute'],
    ['', 'not_absolute'],
    ['//example.com/cb', 'not_absolute'],
    ['https:example.com/cb', 'not_absolute'],
    ['https:///cb', 'not_absolute'],
    ['https://', 'not_absolute'],
    ['https://[::1/cb', 'not_absolute'],
    ['https://example.com/cb#part', 'has_fragment'],
    ['https://example.com/cb#', 'has_fragment'],
    ['https://user:pass@example.com/cb', 'has_credentials'],
    ['https://@example.com/cb', 'has_credentials'],
    ['https://*.example.com/cb', 'has_wildcard'],
    ['https://example.com/cb/*', 'has_wildcard'],
    ["https://a;script-src'unsafe-inline'.example/cb", 'host_not_plain'],
    ['https://a,b.example/cb', 'host_not_plain'],
    ["https://a'b.example/cb", 'host_not_plain'],
    ['https://a_b.example/cb', 'host_not_plain'],
    ['https://a%30b.example/cb', 'host_not_plain'],
    ['https://[2001:db8::1]/cb', 'host_not_plain'],
    ['https://example.com/cb?state=1', 'has_answer_parameter'],
    ['https://example.com/c b', 'not_plain_ascii'],
    [' https://example.com/cb', 'not_plain_ascii'],
    ['https://example.com\\@evil.example/cb', 'not_plain_ascii'],
    ['https://exämple.com/cb', 'not_plain_ascii'],
    ['https://example.com/cb\0', 'not_plain_ascii'],
    [`https://example.com/${'a'.repeat(MAX_REDIRECT_URI_LENGTH)}`, 'too_long'],
  ])('refuses %s: %s', (url, fault) => expect(redirectUriFault(url)).toBe(fault));

  it('registers no host that says anything else where a content security policy names it', () => {
    const punctuation = fc.constantFrom(...'!"$&\'()*+,;=_`{}~%');
    fc.assert(
      fc.property(fc.domain(), punctuation, (domain, sign) => {
        expect(redirectUriFault(`https://a${sign}${domain}/cb`)).not.toBeNull();
      }),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.webUrl()), (text) => void redirectUriFault(text)));
  });
});

describe('proveRedirectUri', () => {
  const registered = ['https://example.com/cb'];

  it('takes the registered string and nothing near it', () => {
    expect(proveRedirectUri(registered, 'https://example.com/cb')).toBe('https://example.com/cb');
    for (const near of [
      'https://example.com/cb/',
      'https://example.com/cb?x=1',
      'https://example.com/cb#x',
      'https://EXAMPLE.com/cb',
      'https://example.com:443/cb',
      'https://example.com/%63b',
      'https://example.com/a/../cb',
      'https://example.com/c',
      'https://example.com.evil.example/cb',
      '',
    ]) {
      expect(proveRedirectUri(registered, near)).toBeNull();
    }
  });
});
