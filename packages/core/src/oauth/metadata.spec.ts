import { metadataUrl, serverMetadata } from './metadata';

const issuer = 'https://gate.example/t/acme';

describe('serverMetadata', () => {
  it('advertises what works, under one issuer', () => {
    expect(serverMetadata(issuer)).toEqual({
      issuer,
      authorization_endpoint: `${issuer}/oauth/authorize`,
      token_endpoint: `${issuer}/oauth/token`,
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
    });
  });

  it('takes further lines', () => {
    expect(serverMetadata(issuer, { revocation_endpoint: `${issuer}/oauth/revoke` })).toMatchObject({
      revocation_endpoint: `${issuer}/oauth/revoke`,
    });
  });
});

describe('metadataUrl', () => {
  it('inserts the path after the host (RFC 8414 3.1)', () => {
    expect(metadataUrl(issuer)).toBe('https://gate.example/.well-known/oauth-authorization-server/t/acme');
    expect(metadataUrl('https://id.acme.example')).toBe('https://id.acme.example/.well-known/oauth-authorization-server');
  });
});
