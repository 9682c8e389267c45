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
      google: null,
      sandboxUrl: null,
    });
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
    ['half a Google client', { GOOGLE_CLIENT_ID: 'id' }, 'GOOGLE_CLIENT_SECRET'],
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

  it("speaks to Google's endpoints with a client, and to the sandbox without one", () => {
    const real = loadConfig({
      ...valid,
      GOOGLE_CLIENT_ID: 'id',
      GOOGLE_CLIENT_SECRET: 's',
      SANDBOX_URL: 'http://127.0.0.1:9000',
    });
    expect(real.google).toMatchObject({ clientId: 'id', tokenUrl: 'https://oauth2.googleapis.com/token', sandbox: false });
    const sandbox = loadConfig({ ...valid, SANDBOX_URL: 'http://127.0.0.1:9000' });
    expect(sandbox.google).toMatchObject({
      authorizationUrl: 'http://localhost:3000/dev/google/authorize',
      tokenUrl: 'http://127.0.0.1:9000/dev/google/token',
      sandbox: true,
    });
  });
});
