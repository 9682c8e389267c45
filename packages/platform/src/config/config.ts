import { isIP } from 'node:net';
import { z } from 'zod';
import type { MasterKey } from '../crypto/vault';
import { identityProvidersFrom, type IdentityProvidersConfig, type ProviderClient } from './identity-providers';
import { type BotCheckConfig, botCheckFrom, botCheckProblems } from './bot-check';
import { isLoopback } from './loopback';
import { parseMasterKeys } from './master-keys';
import { problemsWithStripe, type StripeConfig, stripeFrom } from './stripe';

export interface Config {
  readonly production: boolean;
  readonly plane: 'data' | 'control' | 'all';
  readonly port: number;
  /** The address that it listens on; `localhost` is loopback of both families, which is all that a sandbox may be reached by. */
  readonly host: string;
  /** Origin of every generated URL, without a trailing slash. Never derived from a request. */
  readonly publicUrl: string;
  readonly databaseUrl: string;
  readonly databasePoolSize: number;
  readonly redisUrl: string;
  readonly masterKeys: readonly [MasterKey, ...MasterKey[]];
  readonly identityProviders: IdentityProvidersConfig;
  /** Null where nothing can be sold. */
  readonly stripe: StripeConfig | null;
  readonly mail: { readonly smtpUrl: string; readonly from: string };
  /** Where the local sandboxes listen; they appear under `/dev`. Null in production. */
  readonly sandboxUrl: string | null;
  /** Name servers that are asked about custom domains, as `address` or `address:port`; the machine's own when there are none. */
  readonly dnsServers: readonly string[];
  /** What custom domains are pointed at by CNAME; the host of `publicUrl` unless an operator's certificates live elsewhere. */
  readonly customDomainTarget: string;
  /** Null when it is off, as it is unless the operator configures one. */
  readonly botCheck: BotCheckConfig | null;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  /** How many proxies of the operator's own stand in front; the client's address is read past that many. */
  readonly trustedProxies: number;
  /** How many access tokens the data plane remembers whose they are, about 1 kB each. Beyond that, those longest unused are forgotten. */
  readonly principalCacheSize: number;
  /** How long the API goes on answering after it was asked to stop and has said that it is not ready, in seconds. */
  readonly drainSeconds: number;
  /** Which share of a rate each process allows while Redis is away and it knows nothing of the others' calls. */
  readonly countersDownRateShare: number;
  /** How many months, besides the present one, usage is kept by the hour; of earlier ones days are the finest. */
  readonly usageHoursKeptMonths: number;
  /** How many months, besides the present one, batches are kept that hours can be made anew from. */
  readonly usageBatchesKeptMonths: number;
  /** Where a worker serves its health and metrics; null for nowhere. */
  readonly workerPort: number | null;
}

/** The environment is wrong. The message names each variable and what is expected of it, never its value. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(`The environment is not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

const origin = z
  .url({ protocol: /^https?$/ })
  .transform((text) => new URL(text))
  .refine(
    (url) => url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '',
    'must be an origin, without a path',
  )
  .transform((url) => url.origin);
const urlOf = (...schemes: string[]): z.ZodType<string> => z.url({ protocol: new RegExp(`^(${schemes.join('|')})$`) });

const Environment = z.object({
  NODE_ENV: z.string().optional(),
  PLANE: z.enum(['data', 'control', 'all']).default('all'),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  LISTEN_ADDRESS: z.string().optional(),
  PUBLIC_URL: origin.optional(),
  DATABASE_URL: urlOf('postgres', 'postgresql'),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(500).default(10),
  REDIS_URL: urlOf('redis', 'rediss'),
  MASTER_KEYS: z.string().transform(parseMasterKeys),
  GOOGLE_CLIENT_ID: z.string().min(1).optional(),
  GOOGLE_CLIENT_SECRET: z.string().min(1).optional(),
  GITHUB_CLIENT_ID: z.string().min(1).optional(),
  GITHUB_CLIENT_SECRET: z.string().min(1).optional(),
  MICROSOFT_CLIENT_ID: z.string().min(1).optional(),
  MICROSOFT_CLIENT_SECRET: z.string().min(1).optional(),
  STRIPE_SECRET_KEY: z.string().min(1).optional(),
  STRIPE_WEBHOOK_SECRET: z.string().min(1).optional(),
  STRIPE_CONNECT_CLIENT_ID: z.string().min(1).optional(),
  STRIPE_API_BASE: origin.optional(),
  STRIPE_APPLICATION_FEE_PERCENT: z.coerce.number().min(0).max(50).multipleOf(0.01).default(0),
  SMTP_URL: urlOf('smtp', 'smtps'),
  MAIL_FROM: z.string().min(3).default('Gatehouse <no-reply@localhost>'),
  SANDBOX_URL: origin.optional(),
  DNS_SERVERS: z
    .string()
    .transform((text) => text.split(',').map((one) => one.trim()))
    .refine((servers) => servers.every(isNameServer), 'must be addresses, each with a port or without, divided by commas')
    .optional(),
  CUSTOM_DOMAIN_TARGET: z
    .string()
    .regex(/^[a-z0-9.-]{1,253}$/, 'must be a host name')
    .optional(),
  BOT_CHECK: z.enum(['turnstile', 'hcaptcha', 'recaptcha']).optional(),
  BOT_CHECK_SITE_KEY: z.string().min(1).optional(),
  BOT_CHECK_SECRET: z.string().min(1).optional(),
  BOT_CHECK_VERIFY_URL: urlOf('https', 'http').optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  PRINCIPAL_CACHE_SIZE: z.coerce.number().int().min(1).max(10_000_000).default(50_000),
  COUNTERS_DOWN_RATE_SHARE: z.coerce.number().min(0.01).max(1).default(0.5),
  USAGE_HOURS_KEPT_MONTHS: z.coerce.number().int().min(1).max(1_200).default(25),
  USAGE_BATCHES_KEPT_MONTHS: z.coerce.number().int().min(1).max(1_200).default(2),
  WORKER_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  DRAIN_SECONDS: z.coerce.number().int().min(0).max(15).optional(),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
});

/** Parses the environment once, at start. An empty variable is an absent one. @throws ConfigError naming every variable that is wrong. */
export function loadConfig(environment: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${missing(issue) ? 'must be set' : issue.message}`),
    );
  }
  const env = parsed.data;
  const production = env.NODE_ENV === 'production';
  const publicUrl = env.PUBLIC_URL ?? `http://localhost:${env.PORT}`;
  const problems = [
    ...botCheckProblems(env),
    ...(env.SANDBOX_URL === undefined ? [] : problemsWithSandbox(production, publicUrl, env.LISTEN_ADDRESS)),
    ...(production && env.PUBLIC_URL === undefined ? ['PUBLIC_URL: must be set in production'] : []),
    ...problemsWithClients(env),
    ...problemsWithStripe(env),
  ];
  if (problems.length > 0) throw new ConfigError(problems);
  const sandboxUrl = env.SANDBOX_URL ?? null;
  return {
    production,
    plane: env.PLANE,
    port: env.PORT,
    host: env.LISTEN_ADDRESS ?? (sandboxUrl === null ? '0.0.0.0' : 'localhost'),
    publicUrl,
    databaseUrl: env.DATABASE_URL,
    databasePoolSize: env.DATABASE_POOL_SIZE,
    redisUrl: env.REDIS_URL,
    masterKeys: env.MASTER_KEYS,
    identityProviders: identityProvidersFrom(
      { google: clientFrom(env, 'GOOGLE'), github: clientFrom(env, 'GITHUB'), microsoft: clientFrom(env, 'MICROSOFT') },
      publicUrl,
      sandboxUrl,
    ),
    stripe: stripeFrom(env, publicUrl, sandboxUrl),
    mail: { smtpUrl: env.SMTP_URL, from: env.MAIL_FROM },
    sandboxUrl,
    dnsServers: env.DNS_SERVERS ?? [],
    customDomainTarget: env.CUSTOM_DOMAIN_TARGET ?? new URL(publicUrl).hostname,
    botCheck: botCheckFrom(env),
    logLevel: env.LOG_LEVEL,
    trustedProxies: env.TRUSTED_PROXIES,
    principalCacheSize: env.PRINCIPAL_CACHE_SIZE,
    // A proxy that asks every few seconds has to see that the process stops before it does. On a developer's machine nothing asks.
    drainSeconds: env.DRAIN_SECONDS ?? (production ? 5 : 0),
    countersDownRateShare: env.COUNTERS_DOWN_RATE_SHARE,
    usageHoursKeptMonths: env.USAGE_HOURS_KEPT_MONTHS,
    usageBatchesKeptMonths: env.USAGE_BATCHES_KEPT_MONTHS,
    workerPort: env.WORKER_PORT ?? null,
  };
}

const isNameServer = (text: string): boolean => isIP(text) !== 0 || isIP(/^\[?([^\]]+)\]?:\d{1,5}$/.exec(text)?.[1] ?? '') !== 0;

const missing = (issue: z.core.$ZodIssue): boolean => issue.code === 'invalid_type' && issue.message.includes('undefined');

/** In the sandbox anybody may be anybody, and everybody's mail lies open: it is for those who sit at this machine. */
function problemsWithSandbox(production: boolean, publicUrl: string, host: string | undefined): string[] {
  if (production) return ['SANDBOX_URL: must not be set in production'];
  return [
    ...(isLoopback(new URL(publicUrl).hostname)
      ? []
      : [
          'SANDBOX_URL: must not be set while PUBLIC_URL is not this machine itself; set SMTP_URL (and GOOGLE_CLIENT_ID) instead',
        ]),
    ...(host === undefined || isLoopback(host)
      ? []
      : ['LISTEN_ADDRESS: must be a loopback address, or unset, while SANDBOX_URL is set']),
  ];
}

/** A provider gives out id and secret together. */
function clientFrom(env: z.infer<typeof Environment>, name: 'GOOGLE' | 'GITHUB' | 'MICROSOFT'): ProviderClient | null {
  const { [`${name}_CLIENT_ID` as const]: clientId, [`${name}_CLIENT_SECRET` as const]: clientSecret } = env;
  return clientId === undefined || clientSecret === undefined ? null : { clientId, clientSecret };
}

function problemsWithClients(env: z.infer<typeof Environment>): string[] {
  return (['GOOGLE', 'GITHUB', 'MICROSOFT'] as const)
    .filter((name) => (env[`${name}_CLIENT_ID`] === undefined) !== (env[`${name}_CLIENT_SECRET`] === undefined))
    .map((name) => `${name}_CLIENT_ID and ${name}_CLIENT_SECRET: must be set together`);
}
