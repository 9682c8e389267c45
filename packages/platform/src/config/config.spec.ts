import { ConfigError, loadConfig } from './config';

const key = Buffer.alloc(32, 7).toString('base64');
const valid = {
  DATABASE_URL: 'postgres://u:p@db/gatehouse',
  REDIS_URL: 'redis://cache:6379',
  MASTER_KEYS: `k1:${key}`,
  SMTP_URL: 'smtp://mail:25',
};

function problemsOf(environment: NodeJS.ProcessEnv): string {
  try {
    loadConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'no problem';
}

describe('the configuration', () => {
  it('fills in what has a default, and takes an empty variable for an absent one', () => {
    const config = loadConfig({ ...valid, PORT: '4100', PUBLIC_URL: '' });
    expect(config).toMatchObject({
      port: 4100,
      publicUrl: 'http://localhost:4100',
      plane: 'all',
      identityProviders: { google: { client: null }, github: { client: null }, microsoft: { client: null } },
      stripe: null,
      sandboxUrl: null,
    });
  });

  it('lets a production process answer for some seconds after it was asked to stop, as many as it is told, and no other at all', () => {
    expect(loadConfig(valid).drainSeconds).toBe(0);
    const production = { ...valid, NODE_ENV: 'production', PUBLIC_URL: 'https://x.test' };
    expect(loadConfig(production).drainSeconds).toBe(5);
    expect(loadConfig({ ...production, DRAIN_SECONDS: '12' }).drainSeconds).toBe(12);
    expect(problemsOf({ ...production, DRAIN_SECONDS: '16' })).toContain('DRAIN_SECONDS:');
  });

  it('names every variable that is missing or wrong at once, and shows no value', () => {
    const message = problemsOf({
      ...valid,
      DATABASE_URL: undefined,
      REDIS_URL: 'http://hunter2@cache',
      PORT: '99999',
      MASTER_KEYS: 'hunter2',
    });
    expect(message).toMatch(/DATABASE_URL: must be set/);
    for (const name of ['REDIS_URL', 'PORT', 'MASTER_KEYS']) expect(message).toContain(`${name}:`);
    expect(message).not.toContain('hunter2');
  });

  it.each([
    ['a path in PUBLIC_URL', { PUBLIC_URL: 'https://x.test/base' }, 'PUBLIC_URL'],
    ['a Stripe key without the secret of its webhooks', { STRIPE_SECRET_KEY: 'sk_test_1' }, 'STRIPE_WEBHOOK_SECRET'],
    ['a fee of all', { STRIPE_APPLICATION_FEE_PERCENT: '100' }, 'STRIPE_APPLICATION_FEE_PERCENT'],
    ['half a Google client', { GOOGLE_CLIENT_ID: 'id' }, 'GOOGLE_CLIENT_SECRET'],
    ['half a GitHub client', { GITHUB_CLIENT_SECRET: 's' }, 'GITHUB_CLIENT_ID'],
    ['half a Microsoft client', { MICROSOFT_CLIENT_ID: 'id' }, 'MICROSOFT_CLIENT_SECRET'],
    ['a short master key', { MASTER_KEYS: 'k1:c2hvcnQ=' }, 'MASTER_KEYS'],
    ['a master key id given twice', { MASTER_KEYS: `k1:${key},k1:${key}` }, 'MASTER_KEYS'],
    [
      'a sandbox in production',
      { NODE_ENV: 'production', PUBLIC_URL: 'https://x.test', SANDBOX_URL: 'http://127.0.0.1:9' },
      'SANDBOX_URL',
    ],
    ['production without PUBLIC_URL', { NODE_ENV: 'production' }, 'PUBLIC_URL'],
  ])('refuses %s', (_, change, name) => {
    expect(problemsOf({ ...valid, ...change })).toContain(name);
  });

  const sandboxed = { ...valid, SANDBOX_URL: 'http://127.0.0.1:9000' };

  it.each([
    'https://gatehouse.example',
    'http://192.168.1.5:3000',
    'http://localhost.evil.example',
    'http://127.0.0.1.evil.example',
    'http://[::ffff:10.0.0.1]:3000',
  ])('has no sandbox at %s, where others could become anybody and read their mail', (PUBLIC_URL) => {
    expect(problemsOf({ ...sandboxed, PUBLIC_URL })).toMatch(/SANDBOX_URL: must not be set while PUBLIC_URL .* set SMTP_URL/);
  });

  it.each([undefined, 'http://localhost:4000', 'http://127.0.0.1:3000', 'http://127.9.9.9', 'http://[::1]:3000'])(
    'has a sandbox at %s, and then listens on loopback only',
    (PUBLIC_URL) => {
      expect(loadConfig({ ...sandboxed, PUBLIC_URL })).toMatchObject({ host: 'localhost', sandboxUrl: 'http://127.0.0.1:9000' });
    },
  );

  it('listens everywhere without a sandbox, and where LISTEN_ADDRESS says; with a sandbox never beyond loopback', () => {
    expect(loadConfig(valid).host).toBe('0.0.0.0');
    expect(loadConfig({ ...valid, LISTEN_ADDRESS: '::' }).host).toBe('::');
    expect(loadConfig({ ...sandboxed, LISTEN_ADDRESS: '127.0.0.1' }).host).toBe('127.0.0.1');
    expect(problemsOf({ ...sandboxed, LISTEN_ADDRESS: '0.0.0.0' })).toContain('LISTEN_ADDRESS: must be a loopback address');
  });

  it('speaks to Stripe with a key, and to the sandbox without one', () => {
    const sandboxUrl = 'http://127.0.0.1:9000';
    expect(loadConfig({ ...valid, SANDBOX_URL: sandboxUrl }).stripe).toMatchObject({ sandbox: true, apiBase: sandboxUrl });
    const real = { STRIPE_SECRET_KEY: 'sk_test_1', STRIPE_WEBHOOK_SECRET: 'whsec_1', STRIPE_APPLICATION_FEE_PERCENT: '2.5' };
    expect(loadConfig({ ...valid, ...real, SANDBOX_URL: sandboxUrl }).stripe).toMatchObject({
      sandbox: false,
      apiBase: 'https://api.stripe.com',
      connectClientId: null,
      applicationFeePercent: 2.5,
    });
  });

  it("speaks to a provider's endpoints with a client, and to the sandbox without one", () => {
    const { identityProviders } = loadConfig({
      ...valid,
      GOOGLE_CLIENT_ID: 'id',
      GOOGLE_CLIENT_SECRET: 's',
      SANDBOX_URL: 'http://127.0.0.1:9000',
    });
    expect(identityProviders.google).toMatchObject({
      client: { clientId: 'id', clientSecret: 's' },
      endpoints: { tokenUrl: 'https://oauth2.googleapis.com/token' },
      sandbox: false,
    });
    for (const provider of ['github', 'microsoft'] as const) {
      expect(identityProviders[provider]).toMatchObject({
        endpoints: {
          authorizationUrl: `http://localhost:3000/dev/${provider}/authorize`,
          tokenUrl: `http://127.0.0.1:9000/dev/${provider}/token`,
        },
        sandbox: true,
      });
    }
  });

  it('knows the real endpoints without a client too, for GPTs that have one of their own', () => {
    const { github, microsoft } = loadConfig(valid).identityProviders;
    expect([github.client, github.endpoints.userProfileUrl]).toEqual([null, 'https://api.github.com/user']);
    expect([microsoft.client, microsoft.endpoints.issuerTemplate]).toEqual([
      null,
      'https://login.microsoftonline.com/{tenantid}/v2.0',
    ]);
  });
});
