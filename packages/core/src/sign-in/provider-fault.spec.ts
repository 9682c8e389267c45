import { faultFrom } from './provider-fault';

describe('faultFrom', () => {
  it.each([
    ['google', 'invalid_client', 'client_refused'],
    ['google', 'redirect_uri_mismatch', 'redirect_uri_unknown'],
    ['github', 'incorrect_client_credentials', 'client_refused'],
    ['github', 'Not Found', 'client_refused'],
    ['microsoft', 'invalid_client', 'client_refused'],
    ['microsoft', 'unauthorized_client', 'client_refused'],
  ] as const)('reads from %s that %s means %s', (provider, code, fault) => expect(faultFrom(provider, code)).toBe(fault));

  it.each(['invalid_grant', 'server_error', '', 'constructor', 'toString', undefined, null, 5, ['invalid_client']])(
    'blames no client for %j',
    (code) => expect(faultFrom('google', code)).toBeNull(),
  );

  it("does not read one provider's word as another's", () => {
    expect(faultFrom('google', 'incorrect_client_credentials')).toBeNull();
  });
});
