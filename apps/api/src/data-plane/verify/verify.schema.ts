/** Response schemas, compiled once into serializers: fields in the contract's order, and no field that is not here. */

const nullable = (type: 'integer' | 'string') => ({ type: [type, 'null'] });

const activeBody = {
  type: 'object',
  properties: {
    active: { type: 'boolean' },
    sub: nullable('string'),
    service_key: { type: 'string' },
    gpt: { type: 'string' },
    client_id: { type: 'string' },
    email: nullable('string'),
    email_verified: { type: 'boolean' },
    name: nullable('string'),
    scope: { type: 'string' },
    tier: nullable('string'),
    subscription: nullable('string'),
    quota: {
      type: 'object',
      properties: {
        limit: nullable('integer'),
        used: { type: 'integer' },
        remaining: nullable('integer'),
        resets_at: { type: 'string' },
      },
    },
    rate: {
      type: 'object',
      properties: { limit: nullable('integer'), remaining: nullable('integer'), reset_seconds: { type: 'integer' } },
    },
  },
} as const;

const denialBody = {
  type: 'object',
  properties: {
    active: { type: 'boolean' },
    error: { type: 'string' },
    error_description: { type: 'string' },
    message: { type: 'string' },
  },
} as const;

export const VERIFY_RESPONSES = { 200: activeBody, '4xx': denialBody, '5xx': denialBody };
