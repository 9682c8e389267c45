import { haveDifferentRoots, isLoopback } from './root-domain';

describe('haveDifferentRoots', () => {
  it('warns when ChatGPT would refuse the pair', () => {
    expect(haveDifferentRoots('https://gate.example.com/t/a', 'https://api.other.io')).toBe(true);
  });

  it.each([
    ['https://gate.example.com', 'https://api.example.com'],
    ['https://example.com', 'https://api.example.com:8443/v1'],
    ['https://a.co.uk', 'https://b.co.uk'],
    ['https://gate.example.com', 'not an address'],
  ])('stays silent about %s and %s', (first, second) => {
    expect(haveDifferentRoots(first, second)).toBe(false);
  });
});

describe('isLoopback', () => {
  it.each(['http://localhost:3000/t/a', 'http://127.0.0.1', 'http://[::1]:3000'])('knows %s as this machine', (address) => {
    expect(isLoopback(address)).toBe(true);
  });

  it('knows a public address', () => {
    expect(isLoopback('https://gate.example.com')).toBe(false);
  });
});
