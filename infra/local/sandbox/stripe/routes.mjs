import { Buffer } from 'node:buffer';
import { sendJson } from '../answers.mjs';
import { billingApi } from './billing-api.mjs';
import { catalogueApi } from './catalogue-api.mjs';
import { Webhooks } from './events.mjs';
import { parseNested } from './form-body.mjs';
import { newStripeId } from './ids.mjs';
import { expanded } from './lists.mjs';
import { StripeStore } from './store.mjs';
import { webhookApi } from './webhook-api.mjs';
import { StripeRefusal } from './stripe-error.mjs';
import { advanceClock } from './subscriptions.mjs';

const bodyLimit = 200_000;
const tickMs = 2_000;

/**
 * The sandbox's Stripe.
 * @param {{directory: string, publicUrl: string, secretKey: string, clientId: string, webhook: {url: string, secret: string}}} settings
 */
export function createWorld({ directory, publicUrl, secretKey, clientId, webhook }) {
  const world = { publicUrl, secretKey, clientId, store: new StripeStore(directory), webhooks: new Webhooks(webhook) };
  // What became due while time went by: trials end and renewals come also when nobody moves a clock.
  const tick = setInterval(() => world.store.accounts().forEach((account) => advanceClock(world, account, 0)), tickMs);
  return Object.assign(world, {
    close: () => {
      clearInterval(tick);
      world.webhooks.close();
      world.store.save();
    },
  });
}

async function readText(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > bodyLimit) throw new StripeRefusal({ status: 413, message: 'The request is too large.' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function keyOf(request) {
  const { authorization = '' } = request.headers;
  const bearer = /^Bearer (.+)$/.exec(authorization)?.[1];
  const basic = /^Basic (.+)$/.exec(authorization)?.[1];
  return bearer ?? (basic === undefined ? '' : Buffer.from(basic, 'base64').toString().split(':')[0]);
}

/**
 * Whose objects a request is about: a restricted key's own account, or the connected account that the platform names. A restricted key that ends in `_without_charges` may do all but
 * what is asked under that path; one that ends in `_without_writing_charges` may read there. Stripe looks at that before it looks for what was asked about.
 */
function accountOf(request, { store, secretKey }) {
  const key = keyOf(request);
  const own = store.accountOfKey(key);
  if (own !== null) {
    const [, writing, withheld] = /_without_(writing_)?(\w+)$/.exec(key) ?? [];
    const isAsked = withheld !== undefined && new URL(request.url, 'http://localhost').pathname.split('/').includes(withheld);
    if (isAsked && !(writing !== undefined && request.method === 'GET')) {
      const message = `The provided key '${key.slice(0, 8)}***' does not have the required permissions for this endpoint on account '${own.id}'.`;
      throw new StripeRefusal({ status: 403, message });
    }
    return own;
  }
  if (key !== secretKey) throw new StripeRefusal({ status: 401, message: `Invalid API Key provided: ${key.slice(0, 8)}***` });
  const account = store.account(request.headers['stripe-account']);
  if (account === null || !account.state.connected) {
    const message = 'The provided key does not have access to that account (or that account does not exist).';
    throw new StripeRefusal({ status: 403, type: 'invalid_request_error', code: 'account_invalid', message });
  }
  return account;
}

const accountView = (account) => ({
  id: account.id,
  object: 'account',
  business_profile: { name: account.state.name },
  charges_enabled: true,
  country: 'DE',
  default_currency: 'eur',
  details_submitted: true,
  email: null,
  payouts_enabled: true,
  settings: { dashboard: { display_name: account.state.name } },
  type: 'standard',
});

const accountApi = {
  'GET /v1/account': ({ account }) => accountView(account),
  'GET /v1/accounts/:id': ({ account }) => accountView(account),
};

async function answer(handle, { request, response, query: search, parameters, stripe: world }) {
  const requestId = newStripeId('req');
  response.setHeader('request-id', requestId);
  try {
    const text = await readText(request);
    const account = accountOf(request, world);
    const key = request.headers['idempotency-key'];
    const name = key === undefined || request.method !== 'POST' ? null : `${account.id} ${key}`;
    const known = name === null ? null : world.store.answerUnder(name);
    if (known !== null) {
      response.setHeader('idempotent-replayed', 'true');
      return sendJson(response, known.body, known.status);
    }
    const query = parseNested(search.toString());
    const body = parseNested(text);
    const context = { world, account, body, query, id: parameters.id, key: keyOf(request) };
    const told = keeping(world, name, requestId, () => expanded(account, handle(context), body.expand ?? query.expand));
    return sendJson(response, told);
  } catch (error) {
    return refuse(response, error, requestId);
  }
}

const refusalBody = ({ error }, requestId) => ({ error: { ...error, request_log_url: null, requestId } });

/** Under an Idempotency-Key Stripe keeps what was answered, also where that was a refusal: the same request is refused again though its cause is mended. */
function keeping(world, name, requestId, work) {
  const keep = (status, body) => name !== null && world.store.keepAnswer(name, { status, body });
  try {
    const told = work();
    keep(200, told);
    return told;
  } catch (error) {
    if (error instanceof StripeRefusal) keep(error.status, refusalBody(error, requestId));
    throw error;
  }
}

function refuse(response, error, requestId) {
  if (error instanceof StripeRefusal) return sendJson(response, refusalBody(error, requestId), error.status);
  console.error(error);
  return sendJson(response, { error: { type: 'api_error', message: 'The sandbox failed.' } }, 500);
}

/** Exchanges the code that the consent page gave for the account (RFC 6749 4.1.3, in Stripe's manner). */
async function connectToken({ request, response, stripe: { store, secretKey } }) {
  const body = parseNested(await readText(request));
  const key = keyOf(request) || body.client_secret;
  const account = key === secretKey && body.grant_type === 'authorization_code' ? store.takeCode(body.code ?? '') : null;
  if (account === null) {
    const said = { error: 'invalid_grant', error_description: 'Authorization code does not exist or was used already.' };
    return sendJson(response, said, 400);
  }
  account.state.connected = true;
  account.changed();
  return sendJson(response, {
    access_token: 'sk_test_not_used',
    livemode: false,
    scope: 'read_write',
    stripe_publishable_key: 'pk_test_not_used',
    stripe_user_id: account.id,
    token_type: 'bearer',
  });
}

async function deauthorize({ request, response, stripe: world }) {
  const body = parseNested(await readText(request));
  const account = world.store.account(body.stripe_user_id);
  if (account === null || keyOf(request) !== world.secretKey) return sendJson(response, { error: 'invalid_client' }, 401);
  disconnect(world, account);
  return sendJson(response, { stripe_user_id: account.id });
}

/** The platform loses the account, and is told. */
export function disconnect(world, account) {
  account.state.connected = false;
  world.webhooks.emit(account, 'account.application.deauthorized', { id: world.clientId, object: 'application' });
}

const api = { ...accountApi, ...catalogueApi, ...billingApi, ...webhookApi };

export const stripeApiRoutes = {
  ...Object.fromEntries(Object.entries(api).map(([route, handle]) => [route, (context) => answer(handle, context)])),
  'POST /oauth/token': connectToken,
  'POST /oauth/deauthorize': deauthorize,
};
