import type { OpenAPIObject } from '@nestjs/swagger';

type Paths = OpenAPIObject['paths'];
type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
type Responses = NonNullable<Paths[string]['get']>['responses'];

const text = { type: 'string' } as const;
const nullableText = { type: 'string', nullable: true } as const;
const count = { type: 'integer', minimum: 0 } as const;
const nullableCount = { ...count, nullable: true } as const;
const ofSchema = (name: keyof typeof verifySchemas) => ({
  'application/json': { schema: { $ref: `#/components/schemas/${name}` } },
});

/** What verify answers, as the wire contract has it. A test holds real answers against it. */
export const verifySchemas = {
  VerifyActive: {
    type: 'object',
    required: [
      ...[
        'active',
        'sub',
        'gpt',
        'client_id',
        'email',
        'email_verified',
        'name',
        'scope',
        'tier',
        'subscription',
        'quota',
        'rate',
      ],
    ],
    properties: {
      active: { type: 'boolean', enum: [true] },
      sub: { ...nullableText, description: 'The subscriber; null for a service key, which stands for no person.' },
      service_key: { ...text, description: 'The service key that called. Only there when one did.' },
      anonymous: { type: 'boolean', enum: [true], description: 'A service key called for somebody who has not signed in.' },
      gpt: text,
      client_id: text,
      email: nullableText,
      email_verified: { type: 'boolean', nullable: true },
      name: nullableText,
      scope: { ...text, description: 'Granted scopes, divided by spaces.' },
      tier: nullableText,
      subscription: nullableText,
      quota: {
        type: 'object',
        required: ['limit', 'used', 'remaining', 'resets_at'],
        properties: {
          limit: nullableCount,
          used: count,
          remaining: nullableCount,
          overage: {
            ...count,
            description:
              'Units beyond the limit, admitted and charged. Only where a tier charges for them; elsewhere the limit is a wall.',
          },
          resets_at: { type: 'string', format: 'date-time' },
        },
      },
      rate: {
        type: 'object',
        required: ['limit', 'remaining', 'reset_seconds'],
        properties: { limit: nullableCount, remaining: nullableCount, reset_seconds: count },
      },
    },
  },
  VerifyDenied: {
    type: 'object',
    required: ['active', 'error', 'error_description', 'message'],
    properties: {
      active: { type: 'boolean' },
      error: {
        type: 'string',
        enum: [
          ...['invalid_request', 'invalid_token', 'payment_required', 'insufficient_scope', 'access_blocked'],
          ...['rate_limited', 'quota_exceeded', 'temporarily_unavailable'],
        ],
      },
      error_description: { ...text, description: 'For the developer.' },
      message: { ...text, description: 'A sentence for the model to relay.' },
      upgrade_url: {
        ...text,
        description:
          "Where the person can buy a tier that lifts the refusal, within half an hour. Only with `payment_required` and `quota_exceeded`, where such a tier is on sale and the GPT's wording allows a link.",
      },
    },
  },
} satisfies Schemas;

const parameters = {
  action: { type: 'string', maxLength: 200, default: '*', description: 'The operation that the call performs.' },
  cost: { ...count, description: "Units of the quota. The tier's cost of the action when left out, else 1." },
  scope: { type: 'string', description: 'Scopes that the call needs, divided by spaces.' },
  peek: { type: 'boolean', default: false, description: 'Answer without counting.' },
  ephemeral_user_id: {
    type: 'string',
    maxLength: 200,
    description:
      'With a service key: the call is for somebody who has not signed in, known by the header `openai-ephemeral-user-id`. They get the limits for people who have not signed in.',
  },
  source: {
    type: 'string',
    description:
      'The same by their IP address, alone or besides. Best told: without it all strangers share the rate of one address. Ignored, as `ephemeral_user_id` is, with an access token.',
  },
} as const;

const denials: readonly (readonly [status: string, when: string])[] = [
  ['400', 'A malformed parameter: `invalid_request`.'],
  ['401', "`invalid_token`: missing, unknown, expired, revoked, or another workspace's. All are answered alike."],
  ['402', '`payment_required`: a tier that costs something is needed, or is not paid for any more.'],
  ['403', '`insufficient_scope` or `access_blocked`.'],
  ['429', '`rate_limited` or `quota_exceeded`, with `Retry-After`.'],
  ['503', '`temporarily_unavailable`: no decision could be made safely. With `Retry-After`.'],
];

const responses: Responses = {
  '200': { description: 'The call may be made, and was counted before this answer.', content: ofSchema('VerifyActive') },
  ...Object.fromEntries(denials.map(([status, description]) => [status, { description, content: ofSchema('VerifyDenied') }])),
};

const common = {
  tags: ['Verify'],
  description:
    'Asks whether the bearer of a token may make a call, and counts it. Every answer carries `RateLimit` and `RateLimit-Policy`. A service key may also come by Basic or in `Gatehouse-Key`.',
  security: [{ bearer: [] }],
  responses,
};

const workspace = { name: 'workspace', in: 'path' as const, required: true, schema: text };
const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header' as const,
  required: false,
  description: 'The same key of the same subscriber within 24 hours counts once and gets the same decision.',
  schema: text,
};

/** The part of the API document that is not the creator's API: what their own server asks. */
export const verifyPaths: Paths = {
  '/t/{workspace}/verify': {
    get: {
      ...common,
      operationId: 'verify',
      parameters: [
        workspace,
        idempotencyKey,
        ...Object.entries(parameters).map(([name, schema]) => ({ name, in: 'query' as const, required: false, schema })),
      ],
    },
    post: {
      ...common,
      operationId: 'verifyByPost',
      parameters: [workspace, idempotencyKey],
      requestBody: { required: false, content: { 'application/json': { schema: { type: 'object', properties: parameters } } } },
    },
  },
};
