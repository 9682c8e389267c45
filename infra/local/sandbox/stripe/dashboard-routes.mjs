import { readForm, Refusal, sendPage, sendRedirect } from '../answers.mjs';
import { html, page } from '../markup.mjs';
import { dayText, moneyText } from './amounts.mjs';
import { billingApi } from './billing-api.mjs';
import { nameOf } from './invoices.mjs';
import { disconnect } from './routes.mjs';
import { advanceClock, cancelSubscription, periodOf } from './subscriptions.mjs';

const style = '/dev/assets/stripe.css';
const shown = 12;
const jumps = [
  ['3600', 'an hour'],
  ['86400', 'a day'],
  ['604800', 'a week'],
  ['2678400', '31 days'],
];

const button = (account, what, label, more = {}) =>
  html`<form method="post" action="/dev/stripe/accounts/${account.id}">
    ${Object.entries(more).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    <button class="quiet" name="do" value="${what}">${label}</button>
  </form>`;

const subscriptionRow = (account, one) =>
  html`<li>
    <span>
      ${nameOf(account, one.items.data[0].price)}, ${one.status}${one.cancel_at_period_end && ', ends at period end'}, until
      ${dayText(periodOf(one).end)} <code>${one.id}</code>
    </span>
    ${one.status !== 'canceled' && button(account, 'cancel', 'Cancel now', { id: one.id })}
  </li>`;

const hasOpenDispute = (account, charge) =>
  account.all('dispute').some((one) => one.charge === charge.id && one.status === 'needs_response');

const chargeRow = (account, charge) =>
  html`<li>
    <span>
      ${moneyText(charge.amount, charge.currency)}${charge.refunded && ', refunded'}${charge.disputed && ', disputed'}
      <code>${charge.id}</code>
    </span>
    ${!charge.refunded && button(account, 'refund', 'Refund', { id: charge.id })}
    ${!charge.disputed && button(account, 'dispute', 'Dispute', { id: charge.id })}
    ${hasOpenDispute(account, charge) && button(account, 'dispute-won', 'Dispute won', { id: charge.id })}
    ${hasOpenDispute(account, charge) && button(account, 'dispute-lost', 'Dispute lost', { id: charge.id })}
  </li>`;

const eventRow = (account, event) =>
  html`<li>
    <span>${event.type}, ${event.deliveries?.at(-1)?.outcome ?? 'on its way'} <code>${event.id}</code></span>
    ${button(account, 'resend', 'Send again', { id: event.id })}
  </li>`;

const list = (title, rows) =>
  html`<h3>${title}</h3>
    ${
      rows.length === 0
        ? html`<p class="lead">None yet</p>`
        : html`<ul class="lines">
            ${rows}
          </ul>`
    }`;

const accountCard = (world, account) =>
  html`<section class="card">
    <h2>${account.state.name} <code>${account.id}</code></h2>
    <p>${account.state.connected ? 'Connected to the platform' : 'Not connected'}. Its clock: ${dayText(account.now())} UTC</p>
    <p>Restricted key: <code>${world.store.restrictedKeyOf(account.id)}</code></p>
    <div class="row">
      ${jumps.map(([seconds, label]) => button(account, 'advance', `Forward ${label}`, { seconds }))}
      ${account.state.connected && button(account, 'disconnect', 'Disconnect')}
      ${button(
        account,
        'after-last-retry',
        account.state.afterLastRetry === 'cancel' ? 'After the last retry: cancel' : 'After the last retry: leave unpaid',
      )}
      ${button(account, 'promotion', 'Make a code: 20 % off')}
    </div>
    ${list(
      'Subscriptions',
      account
        .all('subscription')
        .slice(-shown)
        .reverse()
        .map((one) => subscriptionRow(account, one)),
    )}
    ${list(
      'Payments',
      account
        .all('charge')
        .slice(-shown)
        .reverse()
        .map((one) => chargeRow(account, one)),
    )}
    ${list(
      'Events',
      account
        .all('event')
        .slice(-shown)
        .reverse()
        .map((one) => eventRow(account, one)),
    )}
  </section>`;

const show = ({ response, stripe }) =>
  sendPage(
    response,
    page({
      title: 'Stripe',
      style,
      body: html`<main class="wide">
        <h1>Stripe</h1>
        ${
          stripe.store.accounts().length === 0 &&
          html`<p class="lead">No accounts yet. Connect one in Gatehouse: Settings, Payments.</p>`
        }
        ${stripe.store.accounts().map((account) => accountCard(stripe, account))}
        <form method="post" action="/dev/stripe/accounts">
          <label class="field">Name of a new account <input name="name" value="My business" maxlength="100" /></label>
          <button class="primary">Create an account</button>
        </form>
      </main>`,
    }),
  );

async function create({ request, response, stripe }) {
  stripe.store.createAccount((await readForm(request)).get('name')?.trim() || 'My business');
  sendRedirect(response, '/dev/stripe');
}

const deeds = {
  advance: (world, account, form) => advanceClock(world, account, Number(form.get('seconds')) || 0),
  disconnect: (world, account) => disconnect(world, account),
  'after-last-retry': (_world, account) => {
    account.state.afterLastRetry = account.state.afterLastRetry === 'cancel' ? 'unpaid' : 'cancel';
    account.changed();
  },
  promotion: (_world, account) => {
    const coupon = account.add('coupon', 'co', {
      amount_off: null,
      duration: 'forever',
      metadata: {},
      percent_off: 20,
      valid: true,
    });
    const code = `TWENTY${account.all('promotion_code').length + 1}`;
    account.add('promotion_code', 'promo', {
      active: true,
      code,
      promotion: { type: 'coupon', coupon: coupon.id },
      times_redeemed: 0,
    });
  },
  cancel: (world, account, form) => cancelSubscription(world, account, account.find('subscription', form.get('id'))),
  refund: (world, account, form) => billingApi['POST /v1/refunds']({ world, account, body: { charge: form.get('id') } }),
  dispute: (world, account, form) => dispute(world, account, account.find('charge', form.get('id'))),
  'dispute-won': (world, account, form) => closeDispute(world, account, form.get('id'), 'won'),
  'dispute-lost': (world, account, form) => closeDispute(world, account, form.get('id'), 'lost'),
  resend: (world, account, form) => world.webhooks.resend(account, account.find('event', form.get('id'))),
};

function dispute(world, account, charge) {
  account.change(charge, { disputed: true });
  const made = account.add('dispute', 'du', {
    amount: charge.amount,
    charge: charge.id,
    currency: charge.currency,
    payment_intent: charge.payment_intent,
    reason: 'fraudulent',
    status: 'needs_response',
  });
  world.webhooks.emit(account, 'charge.dispute.created', made);
}

function closeDispute(world, account, charge, status) {
  const open = account.all('dispute').find((one) => one.charge === charge && one.status === 'needs_response');
  if (open === undefined) throw new Refusal({ status: 404, code: 'not_found', message: 'There is no open dispute.' });
  world.webhooks.emit(account, 'charge.dispute.closed', account.change(open, { status }));
}

async function act({ request, response, parameters, stripe }) {
  const form = await readForm(request);
  const account = stripe.store.account(parameters.id);
  const deed = deeds[form.get('do')];
  if (account === null || deed === undefined)
    throw new Refusal({ status: 404, code: 'not_found', message: 'There is no such account, or no such button.' });
  deed(stripe, account, form);
  sendRedirect(response, '/dev/stripe');
}

export const dashboardRoutes = {
  'GET /dev/stripe': show,
  'POST /dev/stripe/accounts': create,
  'POST /dev/stripe/accounts/:id': act,
};
