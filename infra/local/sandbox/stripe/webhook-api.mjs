import { randomBytes } from 'node:crypto';
import { listOf } from './form-body.mjs';
import { listRoute } from './lists.mjs';
import { invalid, StripeRefusal } from './stripe-error.mjs';

/** A key that may not read or write webhook endpoints: what Stripe's own page leaves out of a restricted key unless one asks for it. */
function refuseNarrow(key) {
  if (!key.endsWith('_narrow')) return;
  const message =
    'The provided key does not have the required permissions for this endpoint. Having the ‘rak_webhook_write’ permission would allow this request to continue.';
  throw new StripeRefusal({ status: 403, type: 'invalid_request_error', code: 'permission_denied', message });
}

/** Its secret is told this once. */
function createEndpoint({ account, body, key }) {
  refuseNarrow(key);
  if (!/^https?:\/\/./.test(body.url ?? ''))
    throw invalid('url', 'Invalid URL: An explicit scheme (such as https) must be provided.');
  const types = listOf(body.enabled_events);
  if (types.length === 0) throw invalid('enabled_events', 'Missing required param: enabled_events.');
  const secret = `whsec_${randomBytes(24).toString('hex')}`;
  return account.add('webhook_endpoint', 'we', {
    api_version: null,
    application: null,
    description: body.description ?? null,
    enabled_events: types,
    metadata: {},
    secret,
    status: 'enabled',
    url: body.url,
  });
}

const withoutSecret = ({ secret: _secret, ...endpoint }) => endpoint;

function listEndpoints(context) {
  refuseNarrow(context.key);
  const found = listRoute('webhook_endpoint', '/v1/webhook_endpoints', [])(context);
  return { ...found, data: found.data.map(withoutSecret) };
}

function deleteEndpoint({ account, id, key }) {
  refuseNarrow(key);
  account.find('webhook_endpoint', id);
  account.remove('webhook_endpoint', id);
  return { id, object: 'webhook_endpoint', deleted: true };
}

export const webhookApi = {
  'POST /v1/webhook_endpoints': createEndpoint,
  'GET /v1/webhook_endpoints': listEndpoints,
  'DELETE /v1/webhook_endpoints/:id': deleteEndpoint,
};
