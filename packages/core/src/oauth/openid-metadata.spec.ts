import { serverMetadata } from './metadata';
import { openidMetadata } from './openid-metadata';

const issuer = 'https://gate.example/t/acme';

describe('the metadata of OpenID Connect', () => {
  const metadata = serverMetadata(issuer, openidMetadata(issuer, ['en', 'de']));

  it('has every line that Discovery 3 requires', () => {
    expect(Object.keys(metadata)).toEqual(
      expect.arrayContaining([
        ...['issuer', 'authorization_endpoint', 'token_endpoint', 'jwks_uri', 'response_types_supported'],
        ...['subject_types_supported', 'id_token_signing_alg_values_supported'],
      ]),
    );
    expect(metadata['id_token_signing_alg_values_supported']).toContain('RS256');
    expect(metadata.scopes_supported).toContain('openid');
  });

  it('never offers unsigned ID tokens, and denies request objects', () => {
    expect(metadata['id_token_signing_alg_values_supported']).not.toContain('none');
    expect(metadata).toMatchObject({ request_parameter_supported: false, request_uri_parameter_supported: false });
  });

  it('says in which languages its pages speak', () => expect(metadata['ui_locales_supported']).toEqual(['en', 'de']));

  it('keeps every endpoint under the issuer', () => {
    const endpoints = Object.entries(metadata).filter(([name]) => name.endsWith('_endpoint') || name === 'jwks_uri');
    expect(endpoints.map(([name]) => name).sort()).toEqual([
      ...['authorization_endpoint', 'introspection_endpoint', 'jwks_uri', 'revocation_endpoint', 'token_endpoint'],
      'userinfo_endpoint',
    ]);
    for (const [, url] of endpoints) expect(url).toMatch(new RegExp(`^${issuer}/`));
  });
});
