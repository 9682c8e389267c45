import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { loadConfig } from '../../../packages/platform/src/config/config';
import { ROOT } from './child';

interface Service {
  image?: string;
  build?: { context: string; dockerfile: string; target: string };
  environment?: Record<string, string>;
  healthcheck?: { test?: string[]; disable?: boolean };
  depends_on?: Record<string, { condition: string }>;
  volumes?: string[];
  ports?: string[];
  profiles?: string[];
}

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const compose = parse(read('docker-compose.yml'), { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, null>;
};
const dockerfile = read('infra/docker/Dockerfile');

/** Instructions of the Dockerfile with their continued lines joined. */
const instructions = dockerfile
  .replace(/\\\n\s*/g, ' ')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));
const stages = instructions.filter((line) => line.startsWith('FROM ')).map((line) => line.split(' '));
const stageNames = stages.map((words) => words[3]);

/** The environment of a service as compose fills it in from .env. */
function environmentOf(name: string, env: Record<string, string>): Record<string, string> {
  const fill = (text: string): string =>
    text.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, variable: string, kind: string | undefined, rest: string) => {
      const value = env[variable] || undefined;
      if (value === undefined && kind === '?') throw new Error(rest);
      return value ?? (kind === '-' ? rest : '');
    });
  return Object.fromEntries(Object.entries(compose.services[name]?.environment ?? {}).map(([key, value]) => [key, fill(value)]));
}

const filledIn = { MASTER_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`, POSTGRES_PASSWORD: 'secret' };
const ours = ['migrate', 'api', 'worker'];

/** The variables that the configuration reads. */
const known = new Set(
  [...read('packages/platform/src/config/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map((match) => match[1]),
);

describe('docker-compose.yml', () => {
  it.each(ours)('gives %s an environment that its configuration accepts, with the two secrets filled in', (name) => {
    const config = loadConfig(environmentOf(name, filledIn));
    expect(config).toMatchObject({
      production: true,
      port: 3000,
      publicUrl: 'http://localhost:3000',
      identityProviders: { google: { client: null }, github: { client: null }, microsoft: { client: null } },
      sandboxUrl: null,
    });
  });

  const given: Record<string, string> = {
    PUBLIC_URL: 'https://gate.example',
    GOOGLE_CLIENT_ID: 'an id',
    GOOGLE_CLIENT_SECRET: 'a secret',
    GITHUB_CLIENT_ID: 'another id',
    GITHUB_CLIENT_SECRET: 'another secret',
    MICROSOFT_CLIENT_ID: 'a third id',
    MICROSOFT_CLIENT_SECRET: 'a third secret',
    SMTP_URL: 'smtp://mail.example:25',
    MAIL_FROM: 'Gate <no-reply@gate.example>',
    TRUSTED_PROXIES: '1',
    DATABASE_POOL_SIZE: '20',
    PRINCIPAL_CACHE_SIZE: '1000',
    LOG_LEVEL: 'warn',
    DRAIN_SECONDS: '10',
    ...filledIn,
  };

  /** What the containers settle among themselves: the addresses of the servers, and which plane runs where. */
  const settledHere = ['DATABASE_URL', 'REDIS_URL', 'PLANE', 'WORKER_PORT', 'POSTGRES_PASSWORD'];

  it.each([
    ['README.md', '## Hosting it for real'],
    ['docs/running.md', '## For real'],
  ])('passes on every variable that %s names for hosting', (file, heading) => {
    const hosting = read(file).split(heading)[1] ?? '';
    const told = [...hosting.matchAll(/\b(?:[A-Z]+_)+[A-Z]+\b/g)].map(([variable]) => variable);
    expect(told).toContain('TRUSTED_PROXIES');
    for (const name of ['api', 'worker']) {
      const environment = environmentOf(name, given);
      for (const variable of told.filter((each) => known.has(each) && !settledHere.includes(each))) {
        expect({ name, variable, value: environment[variable] }).toEqual({ name, variable, value: given[variable] });
      }
    }
    expect(loadConfig(environmentOf('api', given))).toMatchObject({
      trustedProxies: 1,
      databasePoolSize: 20,
      principalCacheSize: 1000,
    });
  });

  it('lets the worker show its health, within the network of the containers only', () => {
    expect(loadConfig(environmentOf('worker', filledIn)).workerPort).toBe(3001);
    expect(compose.services['worker']?.ports).toBeUndefined();
  });

  it('publishes every port to this machine only, unless told otherwise', () => {
    const published = Object.values(compose.services)
      // The proxy with the certificates is what others come by; it runs only when it is asked for.
      .filter(({ profiles = [] }) => !profiles.includes('tls'))
      .flatMap(({ ports = [] }) => ports);
    expect(published.length).toBeGreaterThan(0);
    for (const port of published) expect(port).toMatch(/^(127\.0\.0\.1|\$\{PUBLISH_ADDRESS:-127\.0\.0\.1\}):/);
  });

  it('refuses to start without the secrets', () => {
    for (const name of Object.keys(filledIn)) {
      expect(() => environmentOf('api', { ...filledIn, [name]: '' })).toThrow(`set ${name} in .env`);
    }
  });

  it('names no variable that the configuration does not know, here or in the images', () => {
    const inImages = [...dockerfile.matchAll(/^ENV ([A-Z_]+)=/gm)]
      .map((match) => match[1])
      .filter((variable) => variable !== 'CI');
    const named = [...ours.flatMap((name) => Object.keys(environmentOf(name, filledIn))), ...inImages];
    expect(named.filter((variable) => !known.has(variable))).toEqual([]);
  });

  it('asks in .env.example for exactly the variables that it reads', () => {
    const asked = [...read('.env.example').matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1]);
    const used = [...read('docker-compose.yml').matchAll(/\$\{([A-Z_]+)/g)].map((match) => match[1]);
    expect(asked.sort()).toEqual([...new Set(used)].sort());
  });

  it('builds from stages that exist, and waits for services that exist and have the health that is waited for', () => {
    for (const { build, depends_on: needed = {} } of Object.values(compose.services)) {
      if (build !== undefined) {
        expect(existsSync(join(ROOT, build.context, build.dockerfile))).toBe(true);
        expect(stageNames).toContain(build.target);
      }
      for (const [name, { condition }] of Object.entries(needed)) {
        expect(compose.services[name]).toBeDefined();
        if (condition === 'service_healthy') expect(compose.services[name]?.healthcheck?.test).toBeDefined();
      }
    }
  });

  it('pins every image to a version and declares every volume', () => {
    for (const { image = '', build, volumes = [] } of Object.values(compose.services)) {
      if (build === undefined) expect(image).toMatch(/:v?\d/);
      const named = volumes.filter((volume) => !volume.startsWith('./'));
      for (const volume of named) expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0]);
    }
  });
});

describe('the Dockerfile', () => {
  it('copies only what exists, from stages that exist', () => {
    const copies = instructions.filter((line) => line.startsWith('COPY ')).map((line) => line.split(' ').slice(1));
    expect(copies.length).toBeGreaterThan(5);
    for (const [first = '', ...rest] of copies) {
      if (first.startsWith('--from=')) expect(stageNames).toContain(first.slice('--from='.length));
      else
        for (const source of [first, ...rest].slice(0, -1))
          expect({ source, exists: existsSync(join(ROOT, source)) }).toEqual({ source, exists: true });
    }
  });

  it('copies what the build yields, and starts it', () => {
    for (const [, app] of dockerfile.matchAll(/"apps\/(\w+)\/dist\/main\.js"/g)) {
      expect(existsSync(join(ROOT, `apps/${app}/src/main.ts`))).toBe(true);
      expect(dockerfile).toContain(`COPY --from=built /gatehouse/apps/${app}/dist apps/${app}/dist`);
    }
    expect(existsSync(join(ROOT, 'apps/api/src/migrate.ts'))).toBe(true);
  });

  it('runs as an ordinary user on the Node of this checkout', () => {
    expect(instructions.filter((line) => line.startsWith('USER '))).toEqual(['USER node']);
    expect(stages.every(([, base = '']) => base === 'node:24-bookworm-slim' || stageNames.includes(base))).toBe(true);
  });
});
