import type { Method, TestBrowser } from './test-browser';

export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly schema: Schema;
}

/** One call of the API, as its own document describes it. */
export interface Operation {
  readonly id: string;
  readonly method: Method;
  readonly path: string;
  readonly pathNames: readonly string[];
  readonly query: readonly Parameter[];
  /** Name of the body's schema, and the schema; null for a call without a body. */
  readonly body: { readonly name: string; readonly schema: Schema } | null;
  /** Ways in, as the document states them; none for a public call. */
  readonly security: readonly string[];
}

interface DescribedOperation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly security?: readonly object[];
}

interface Document {
  readonly paths: Record<string, Record<string, DescribedOperation>>;
  readonly components: { readonly schemas: Record<string, Schema> };
}

/** Every call of the creator's API, read from the document that the running API publishes. What lies under the issuer has tables of its own. */
export async function readOperations(
  browser: TestBrowser,
): Promise<{ operations: Operation[]; resolve: (schema: Schema) => Schema }> {
  const document = (await browser.get('/api/v1/openapi.json')).body as Document;
  const resolve = (schema: Schema): Schema => {
    const named = schema.$ref ?? schema.allOf?.[0]?.$ref;
    if (named === undefined) return schema;
    return { ...document.components.schemas[named.slice(named.lastIndexOf('/') + 1)], nullable: schema.nullable === true };
  };
  const ours = Object.entries(document.paths).filter(([path]) => path.startsWith('/api/'));
  const operations = ours.flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => operationFrom(method, path, operation, resolve)),
  );
  return { operations, resolve };
}

function operationFrom(
  method: string,
  path: string,
  operation: DescribedOperation,
  resolve: (schema: Schema) => Schema,
): Operation {
  const parameters = operation.parameters ?? [];
  const body = operation.requestBody?.content['application/json']?.schema;
  return {
    id: operation.operationId,
    method: method.toUpperCase() as Method,
    path,
    pathNames: [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''),
    query: parameters.filter((parameter) => parameter.in === 'query'),
    body: body === undefined ? null : { name: (body.$ref ?? '').replace(/^.*\//, ''), schema: resolve(body) },
    security: (operation.security ?? []).flatMap((one) => Object.keys(one)),
  };
}

/** The path with these values in it, percent-encoded. @throws for a parameter that the test has no value for. */
export function fill(
  operation: Operation,
  values: Readonly<Record<string, string>>,
  query: Readonly<Record<string, string>> = {},
): string {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined)
      throw new Error(`${operation.id} has a path parameter {${name}} that this test does not know: give it a value`);
    return encodeURIComponent(value);
  });
  const search = new URLSearchParams({ ...requiredQuery(operation), ...query }).toString();
  return search === '' ? path : `${path}?${search}`;
}

/** Values for query parameters that a call cannot do without. */
const QUERY: Readonly<Record<string, string>> = { from: '2026-11-01T00:00:00Z', to: '2026-11-03T00:00:00Z', group_by: 'gpt' };

function requiredQuery(operation: Operation): Record<string, string> {
  return Object.fromEntries(
    operation.query
      .filter((parameter) => parameter.required)
      .map(({ name }) => {
        const value = QUERY[name];
        if (value === undefined) throw new Error(`${operation.id} requires ?${name}= and this test has no value for it`);
        return [name, value];
      }),
  );
}

/** Sixteen pixels by sixteen, of one colour: the smallest picture that is taken for a logo. */
export const SMALLEST_LOGO =
  'iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAFklEQVR42mPgyo4gCTGMahjVMHw1AACvZ80B1OuZUwAAAABJRU5ErkJggg==';

/** A body that each call accepts. A new call has to bring one, or the sweeps fail. */
const BODIES: Readonly<Record<string, object>> = {
  SignUp: { email: 'sweep@example.com', password: 'seven green kettles', name: 'Sweep' },
  VerifyEmail: { email: 'sweep@example.com', code: '000000' },
  ResendCode: { email: 'sweep@example.com' },
  SignIn: { email: 'sweep@example.com', password: 'seven green kettles' },
  ForgotPassword: { email: 'sweep@example.com' },
  ResetPassword: { email: 'sweep@example.com', code: '000000', password: 'seven blue kettles' },
  ChoosePassword: { password: 'seven blue kettles' },
  CreateWorkspace: { name: 'Sweep', slug: 'sweep-made-this' },
  CreateToken: { name: 'Sweep', role: 'viewer', workspace: 'no-such-workspace' },
  CreateGpt: {
    name: 'Sweep',
    callback_urls: ['https://tool.example/cb'],
    scopes: [{ name: 'foods.read', description: 'Read foods', default: true }],
    login_methods: ['google'],
    api: { base_url: 'https://api.example.com' },
  },
  UpdateGpt: {
    name: 'Swept',
    callback_urls: ['https://tool.example/other'],
    scopes: [{ name: 'foods.write', description: 'Write foods', default: false }],
    login_methods: ['email_code'],
    api: { base_url: 'https://api.example.org' },
  },
  RotateSecret: { overlap_hours: 0 },
  CreateCallbackUrl: { url: 'https://tool.example/swept' },
  PutAccessPolicy: {
    policy: 'domains',
    allowed_domains: ['swept.example'],
    gpt_url: 'https://chatgpt.com/g/g-swept',
    also_those_in: true,
  },
  CreateInvitations: { emails: ['swept@example.com'], expires_at: '2030-01-01T00:00:00Z', send_mail: true, language: 'de' },
  SetBranding: {
    accent_color: '#FFcc00',
    heading: 'Swept',
    intro: 'Swept clean',
    terms_url: 'https://swept.example/terms',
    privacy_url: null,
  },
  SetLogo: { image: SMALLEST_LOGO },
  SetPrivacyPolicy: {
    responsible: 'Swept Ltd',
    contact_email: 'privacy@swept.example',
    collected: 'Nothing.',
    purposes: null,
    retention: null,
    recipients: null,
  },
  SetTierPrices: { prices: [{ amount: 700, currency: 'eur', interval: 'year' }] },
  SetWebhookSecret: { secret: 'whsec_swept0000' },
  SetStripeKey: { key: 'rk_test_swept0000' },
  BillingSettings: {
    past_due_grace_days: 3,
    full_refund_ends_access: false,
    dispute_ends_access: false,
    allow_promotion_codes: false,
    automatic_tax: true,
    tax_behavior: 'inclusive',
  },
  CreateServiceKey: { name: 'Swept' },
  CreateDomain: { domain: 'auth.swept-example.com' },
  RotateSigningKeys: { compromised: true },
  TokenLifetimes: {
    access_token_seconds: 3_600,
    refresh_token_idle_seconds: 86_400,
    refresh_token_absolute_seconds: 172_800,
    code_seconds: 30,
  },
  RotateServiceKey: { overlap_hours: 0 },
  SetIdentityClient: { client_id: 'swept-client', client_secret: 'swept-client-secret' },
  UpgradeWordingSetting: { wording: 'neutral' },
  AnonymousLimits: { user_rate_per_minute: 1, user_quota_per_day: 1, source_rate_per_minute: 1 },
  TierOrder: { tiers: [] },
  GiveComp: { tier: 'tir_01h00000000000000000000000', until: '2030-01-01T00:00:00Z' },
  UpdateSubscription: { overrides: { quota_per_month: 1, rate_per_minute: 1, burst: 1, scopes: [] } },
  CreateTier: {
    key: 'swept',
    name: 'Swept',
    quota_per_month: 1,
    quota_months: 'subscription_month',
    rate_per_minute: 1,
    burst: 1,
    scopes: [],
    action_costs: { a: 2 },
    price: { amount: 500, currency: 'eur', interval: 'month' },
    trial_days: 14,
  },
  MarketingConsentSetting: { ask: true },
  SetTierOverage: { unit_amount: '0.5' },
  MeteringSetting: { when_counters_are_down: 'refuse' },
  UpdateTier: {
    name: 'Swept',
    quota_per_month: 1,
    quota_months: 'subscription_month',
    rate_per_minute: 1,
    burst: 1,
    scopes: [],
    action_costs: { a: 2 },
    price: null,
    trial_days: null,
    default: true,
    archived: false,
  },
};

export function bodyFor(operation: Operation): Record<string, unknown> | undefined {
  if (operation.body === null) return undefined;
  const body = BODIES[operation.body.name];
  if (body === undefined) throw new Error(`${operation.id} takes a ${operation.body.name}: give this test one that it accepts`);
  return { ...body };
}
