import { Provider } from 'oidc-provider';

export const scope = 'foods.read offline_access';
export const redirectUri = 'https://chatgpt.com/aip/g-0123456789abcdef0123456789abcdef01234567/oauth/callback';

/** Like a GPT's client: confidential, its secret in the body of the request. */
export const client = {
  client_id: 'bench',
  client_secret: 'a-secret-of-the-benchmark',
  redirect_uris: [redirectUri],
  grant_types: ['authorization_code', 'refresh_token'],
  token_endpoint_auth_method: 'client_secret_post',
};

/** The lifetimes that Gatehouse has by default, in seconds; codes last through the benchmark. */
const ttl = { AccessToken: 86_400, AuthorizationCode: 7200, Grant: 31_536_000, RefreshToken: 7_776_000 };

/**
 * A node-oidc-provider that does what the benchmarks ask and no more: opaque tokens, rotated refresh tokens, no ID token (`openid` is not asked
 * for), its only client and the accounts in memory.
 * @param {(model: string) => object} adapter
 */
export function buildProvider(adapter) {
  return new Provider('http://127.0.0.1', {
    adapter,
    clients: [client],
    scopes: scope.split(' '),
    ttl,
    features: { introspection: { enabled: true, allowedPolicy: () => true }, devInteractions: { enabled: false } },
    rotateRefreshToken: true,
    findAccount: (_ctx, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    cookies: { keys: ['a-key-of-the-benchmark'] },
  });
}
