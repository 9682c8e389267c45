import { readForm, Refusal, sendPage, sendRedirect } from '../answers.mjs';
import { cardByNumber, chargeFailure } from './cards.mjs';
import { authenticatePage, checkoutPage, closedPage } from './checkout-page.mjs';
import { listOf, optionalNumber } from './form-body.mjs';
import { nameOf } from './invoices.mjs';
import { createSubscription } from './subscriptions.mjs';

/** @returns {{account: any, session: any}} @throws {Refusal} 404 */
export function findSession(world, kind, id) {
  for (const account of world.store.accounts()) {
    const session = account.peek(kind, id);
    if (session !== null) return { account, session };
  }
  throw new Refusal({ status: 404, code: 'not_found', message: 'There is no such page.' });
}

const trialOf = ({ sandbox_given: given }) => optionalNumber(given.subscription_data.trial_period_days, 'trial_period_days');

const showCheckout = (response, { account, session, given = new URLSearchParams(), fault = null }, status = 200) =>
  sendPage(
    response,
    checkoutPage({
      account,
      session,
      email: session.customer_email ?? account.peek('customer', session.customer)?.email ?? '',
      trialDays: trialOf(session),
      lines: session.sandbox_given.line_items.map(({ price: id }) => {
        const price = account.find('price', id);
        return { price, name: nameOf(account, price) };
      }),
      fault,
      given,
    }),
    status,
  );

/** A Checkout ends by itself. */
function findCheckout(world, id) {
  const found = findSession(world, 'checkout.session', id);
  const { account, session } = found;
  if (session.status === 'open' && session.expires_at <= account.now()) {
    account.change(session, { status: 'expired', url: null });
    world.webhooks.emit(account, 'checkout.session.expired', session);
  }
  return found;
}

function show({ response, parameters, stripe }) {
  const found = findCheckout(stripe, parameters.id);
  if (found.session.status !== 'open') return sendPage(response, closedPage(`It is ${found.session.status}.`), 410);
  return showCheckout(response, found);
}

async function decide({ request, response, parameters, stripe }) {
  const given = await readForm(request);
  const { account, session } = findCheckout(stripe, parameters.id);
  if (given.get('decision') === 'cancel') return sendRedirect(response, session.cancel_url);
  if (session.status !== 'open') return sendPage(response, closedPage(`It is ${session.status}.`), 410);
  const fail = (fault) => showCheckout(response, { account, session, given, fault }, 402);
  const card = cardByNumber(given.get('card') ?? '');
  if (card === null) return fail('The sandbox takes the test cards only.');
  if (card.authenticate && given.get('authentication') === null) return sendPage(response, authenticatePage({ session, given }));
  if (given.get('authentication') === 'refused') return fail('Your bank refused. Choose another card, or try again.');
  const failure = chargeFailure(card, { isFirst: true });
  if (failure !== null) return fail(failure.message);
  const promotion = promotionOf(account, given.get('promotion_code') ?? '');
  if (promotion === undefined) return fail('That code is not known.');
  complete(stripe, { account, session, card, promotion, email: given.get('email') });
  return sendRedirect(response, session.success_url.replaceAll('{CHECKOUT_SESSION_ID}', session.id));
}

/** Null when none was given, undefined when it is not known. */
function promotionOf(account, code) {
  if (code.trim() === '') return null;
  return account.all('promotion_code').find((one) => one.active && one.code.toLowerCase() === code.trim().toLowerCase());
}

function complete(world, { account, session, card, promotion, email }) {
  const customer =
    session.customer === null
      ? account.add('customer', 'cus', {
          email: email || session.customer_email,
          invoice_settings: { default_payment_method: null },
          metadata: {},
          name: null,
        })
      : account.find('customer', session.customer);
  const method = addCard(account, customer, card);
  const { line_items: items, subscription_data: data, discounts } = session.sandbox_given;
  const subscription = createSubscription(world, account, {
    ...data,
    customer: customer.id,
    items: listOf(items).map(({ price, quantity }) => ({ price, quantity })),
    default_payment_method: method.id,
    discounts: [...discounts, ...(promotion === null ? [] : [{ promotion_code: promotion.id }])],
  });
  if (promotion !== null) account.change(promotion, { times_redeemed: promotion.times_redeemed + 1 });
  account.change(session, {
    customer: customer.id,
    invoice: subscription.latest_invoice,
    payment_status: subscription.status === 'trialing' ? 'no_payment_required' : 'paid',
    status: 'complete',
    subscription: subscription.id,
    url: null,
  });
  world.webhooks.emit(account, 'checkout.session.completed', session);
}

/** A card becomes the one that a customer pays with. */
export function addCard(account, customer, card) {
  const method = account.add('payment_method', 'pm', {
    card: { brand: card.brand, exp_month: 12, exp_year: 2034, last4: card.number.slice(-4) },
    customer: customer.id,
    sandbox_number: card.number,
    type: 'card',
  });
  account.change(customer, { invoice_settings: { default_payment_method: method.id } });
  return method;
}

export const checkoutRoutes = {
  'GET /dev/stripe/checkout/:id': show,
  'POST /dev/stripe/checkout/:id': decide,
};
