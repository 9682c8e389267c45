import { randomBytes } from 'node:crypto';
import { readForm, Refusal, sendPage, sendRedirect } from '../answers.mjs';
import { html, page } from '../markup.mjs';

const style = '/dev/assets/stripe.css';

/** Where Stripe asks a creator which account a platform may act for. */
function parseRequest(query, { clientId, publicUrl }) {
  const redirectUri = query.get('redirect_uri') ?? '';
  const known = query.get('client_id') === clientId && query.get('response_type') === 'code';
  if (!known || !redirectUri.startsWith(`${publicUrl}/`))
    throw new Refusal({
      status: 400,
      code: 'invalid_request',
      message: 'Stripe does not know this platform or its redirect URI.',
    });
  return { redirectUri, state: query.get('state') ?? '' };
}

const show = ({ response, query, stripe }) => {
  parseRequest(query, stripe);
  sendPage(
    response,
    page({
      title: 'Connect to Stripe',
      style,
      body: html`
        <main class="card">
          <h1>Connect to Stripe</h1>
          <p class="lead">
            Gatehouse wants to act for a Stripe account of yours: to make products and prices, and to be told who paid.
          </p>
          <form method="post" action="/dev/stripe/oauth/authorize">
            ${['client_id', 'response_type', 'redirect_uri', 'state'].map(
              (name) => html`<input type="hidden" name="${name}" value="${query.get(name) ?? ''}" />`,
            )}
            ${stripe.store
              .accounts()
              .map(
                ({ id, state }) =>
                  html`<button class="quiet" name="account" value="${id}">${state.name} <code>${id}</code></button>`,
              )}
            <label class="field">Name of a new account <input name="name" value="My business" maxlength="100" /></label>
            <button class="primary" name="account" value="new">Create the account and connect it</button>
            <button class="quiet" name="account" value="">Cancel</button>
          </form>
        </main>
      `,
    }),
  );
};

async function decide({ request, response, stripe }) {
  const form = await readForm(request);
  const { redirectUri, state } = parseRequest(form, stripe);
  const target = new URL(redirectUri);
  target.searchParams.set('state', state);
  const chosen = form.get('account') ?? '';
  if (chosen === '') {
    target.searchParams.set('error', 'access_denied');
    target.searchParams.set('error_description', 'The user denied your request');
    return sendRedirect(response, target.href);
  }
  const account =
    chosen === 'new' ? stripe.store.createAccount(form.get('name')?.trim() || 'My business') : stripe.store.account(chosen);
  if (account === null) throw new Refusal({ status: 404, code: 'not_found', message: 'There is no such account.' });
  const code = `ac_${randomBytes(18).toString('base64url')}`;
  stripe.store.keepCode(code, account.id);
  target.searchParams.set('scope', 'read_write');
  target.searchParams.set('code', code);
  return sendRedirect(response, target.href);
}

export const connectRoutes = { 'GET /dev/stripe/oauth/authorize': show, 'POST /dev/stripe/oauth/authorize': decide };
