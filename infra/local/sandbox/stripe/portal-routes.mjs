import { readForm, Refusal, sendPage, sendRedirect } from '../answers.mjs';
import { html, page } from '../markup.mjs';
import { dayText, moneyText } from './amounts.mjs';
import { billingApi } from './billing-api.mjs';
import { cardByNumber } from './cards.mjs';
import { cardChoice } from './checkout-page.mjs';
import { addCard, findSession } from './checkout-routes.mjs';
import { nameOf } from './invoices.mjs';
import { payOpenInvoices, periodOf, updateSubscription } from './subscriptions.mjs';

const style = '/dev/assets/stripe.css';

function subscriptionCard(account, session, subscription) {
  const [{ price }] = subscription.items.data;
  const ending = subscription.cancel_at_period_end;
  return html`<section class="card">
    <h2>${nameOf(account, price)}</h2>
    <p>
      ${moneyText(price.unit_amount ?? 0, price.currency)} / ${price.recurring.interval}, ${subscription.status},
      ${ending ? 'ends' : 'renews'} on ${dayText(periodOf(subscription).end)}
    </p>
    <form method="post" action="/dev/stripe/portal/${session.id}">
      <input type="hidden" name="subscription" value="${subscription.id}" />
      <button class="quiet" name="do" value="${ending ? 'resume' : 'cancel'}">
        ${ending ? 'Keep the subscription' : 'Cancel subscription'}
      </button>
    </form>
  </section>`;
}

function portalPage(account, session) {
  const mine = (kind) => account.all(kind).filter(({ customer }) => customer === session.customer);
  const method = account.peek(
    'payment_method',
    account.find('customer', session.customer).invoice_settings.default_payment_method,
  );
  return page({
    title: `${account.state.name}: your subscriptions`,
    style,
    body: html`
      <main class="wide">
        <header>
          <p class="lead">${account.state.name}</p>
          <h1>Your subscriptions</h1>
        </header>
        ${mine('subscription')
          .filter(({ status }) => status !== 'canceled')
          .map((one) => subscriptionCard(account, session, one))}
        <section class="card">
          <h2>Payment method</h2>
          <p>${method === null ? 'None' : `${method.card.brand} ending in ${method.card.last4}`}</p>
          <form method="post" action="/dev/stripe/portal/${session.id}">
            ${cardChoice(method?.sandbox_number)} <button class="primary" name="do" value="card">Use this card</button>
          </form>
        </section>
        <section class="card">
          <h2>Invoices</h2>
          <ul class="lines">
            ${mine('invoice')
              .reverse()
              .map(
                (invoice) =>
                  html`<li>
                    <span>${dayText(invoice.created)}, ${invoice.status}</span>
                    <strong>${moneyText(invoice.total, invoice.currency)}</strong>
                  </li>`,
              )}
          </ul>
        </section>
        ${session.return_url !== null && html`<p><a href="${session.return_url}">Return to ${account.state.name}</a></p>`}
      </main>
    `,
  });
}

const show = ({ response, parameters, stripe }) => {
  const { account, session } = findSession(stripe, 'billing_portal.session', parameters.id);
  sendPage(response, portalPage(account, session));
};

async function act({ request, response, parameters, stripe }) {
  const { account, session } = findSession(stripe, 'billing_portal.session', parameters.id);
  const form = await readForm(request);
  const subscription = account.peek('subscription', form.get('subscription') ?? '');
  const what = form.get('do');
  if (what === 'card') changeCard(stripe, account, session, form.get('card') ?? '');
  else if (subscription !== null && subscription.customer === session.customer && ['cancel', 'resume'].includes(what))
    changeEnd(stripe, account, subscription, what === 'cancel');
  else throw new Refusal({ status: 400, code: 'unknown', message: 'The portal has no such button.' });
  sendRedirect(response, `/dev/stripe/portal/${session.id}`);
}

/** What was agreed on for later does not hold up who wants to go. */
function changeEnd(world, account, subscription, ends) {
  if (subscription.schedule !== null)
    billingApi['POST /v1/subscription_schedules/:id/release']({ world, account, id: subscription.schedule });
  updateSubscription(world, account, subscription, { cancel_at_period_end: ends });
}

function changeCard(world, account, session, number) {
  const card = cardByNumber(number);
  if (card === null) throw new Refusal({ status: 400, code: 'card', message: 'The sandbox takes the test cards only.' });
  const customer = account.find('customer', session.customer);
  const method = addCard(account, customer, card);
  world.webhooks.emit(account, 'payment_method.attached', method);
  world.webhooks.emit(account, 'customer.updated', customer);
  for (const subscription of account.all('subscription')) {
    if (subscription.customer !== session.customer || subscription.status === 'canceled') continue;
    account.change(subscription, { default_payment_method: method.id });
    payOpenInvoices(world, account, subscription);
  }
}

export const portalRoutes = { 'GET /dev/stripe/portal/:id': show, 'POST /dev/stripe/portal/:id': act };
