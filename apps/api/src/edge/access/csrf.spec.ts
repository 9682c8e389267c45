import { isFromOwnPages, type RequestOrigin } from './csrf';

const own = 'https://gatehouse.example';
const post = (headers: Partial<RequestOrigin>): boolean =>
  isFromOwnPages({ method: 'POST', secFetchSite: undefined, origin: undefined, ...headers }, own);

describe('isFromOwnPages', () => {
  it.each<[string, Partial<RequestOrigin>]>([
    ['a page of ours', { secFetchSite: 'same-origin', origin: own }],
    ['an older browser on a page of ours', { origin: own }],
    ['a client that is no browser', {}],
    ['a person who typed the address', { secFetchSite: 'none' }],
  ])('takes a POST of %s', (_who, headers) => {
    expect(post(headers)).toBe(true);
  });

  it.each<[string, Partial<RequestOrigin>]>([
    ['another site', { secFetchSite: 'cross-site', origin: 'https://evil.example' }],
    ['a sibling subdomain', { secFetchSite: 'same-site', origin: 'https://blog.gatehouse.example' }],
    ['another site in an older browser', { origin: 'https://evil.example' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['another port', { origin: 'https://gatehouse.example:8443' }],
    ['plain http', { origin: 'http://gatehouse.example' }],
    ['a longer host that begins like ours', { origin: 'https://gatehouse.example.evil.example' }],
    ['a browser that names something unknown', { secFetchSite: 'sideways', origin: own }],
    ['a same-origin claim with a foreign origin', { secFetchSite: 'same-origin', origin: 'https://evil.example' }],
  ])('refuses a POST of %s', (_who, headers) => {
    expect(post(headers)).toBe(false);
  });

  it('lets every site link here', () => {
    expect(isFromOwnPages({ method: 'GET', secFetchSite: 'cross-site', origin: undefined }, own)).toBe(true);
  });
});
