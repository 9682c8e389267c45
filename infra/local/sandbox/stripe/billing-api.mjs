import { findActivePrice } from './catalogue-api.mjs';
import { isTrue, listOf, mergedMetadata, optionalNumber, wholeNumber } from './form-body.mjs';
import { equalTo, listAnswer, listRoute, oneRoute } from './lists.mjs';
import { newStripeId } from './ids.mjs';
import { payInvoice, totalsOf } from './invoices.mjs';
import { cancelSubscription, createSubscription, linesAfterTrial, plannedItems, updateSubscription } from './subscriptions.mjs';
import { invalid, missing, StripeRefusal } from './stripe-error.mjs';

function createCustomer({ account, body }) {
  return account.add('customer', 'cus', {
    balance: 0,
    currency: null,
    delinquent: false,
    description: body.description ?? null,
    email: body.email ?? null,
    invoice_settings: { default_payment_method: null },
    metadata: mergedMetadata({}, body.metadata),
    name: body.name ?? null,
    preferred_locales: [],
  });
}

function updateCustomer({ account, body, id }) {
  const customer = account.find('customer', id);
  const method = body.invoice_settings?.default_payment_method;
  return account.change(customer, {
    email: body.email ?? customer.email,
    name: body.name ?? customer.name,
    metadata: mergedMetadata(customer.metadata, body.metadata),
    ...(method === undefined ? {} : { invoice_settings: { default_payment_method: method || null } }),
  });
}

function deleteCustomer({ world, account, id }) {
  account.find('customer', id);
  for (const subscription of account.all('subscription'))
    if (subscription.customer === id && subscription.status !== 'canceled') cancelSubscription(world, account, subscription);
  account.remove('customer', id);
  return { id, object: 'customer', deleted: true };
}

/** All that are not over, unless a status is asked for. */
function listSubscriptions({ account, query }) {
  const { status, price, ...rest } = query;
  const wanted = (subscription) =>
    status === 'all' || (status === undefined ? subscription.status !== 'canceled' : subscription.status === status);
  const has = (subscription) => price === undefined || subscription.items.data.some((item) => item.price.id === price);
  return listAnswer(
    account.all('subscription'),
    rest,
    '/v1/subscriptions',
    (subscription) => wanted(subscription) && has(subscription) && equalTo(rest, ['customer'])(subscription),
  );
}

function listInvoices({ account, query }) {
  const of = (invoice) => invoice.parent.subscription_details.subscription;
  return listAnswer(
    account.all('invoice'),
    query,
    '/v1/invoices',
    (invoice) =>
      equalTo(query, ['customer', 'status'])(invoice) && (query.subscription === undefined || of(invoice) === query.subscription),
  );
}

function listInvoicePayments({ account, query }) {
  const intent = query.payment?.payment_intent;
  return listAnswer(
    account.all('invoice_payment'),
    query,
    '/v1/invoice_payments',
    (payment) =>
      equalTo(query, ['invoice', 'status'])(payment) && (intent === undefined || payment.payment.payment_intent === intent),
  );
}

function refund({ world, account, body }) {
  const charge =
    body.charge === undefined
      ? account.all('charge').find((one) => one.payment_intent === body.payment_intent)
      : account.find('charge', body.charge, 'charge');
  if (charge === undefined) throw invalid('payment_intent', 'No such payment_intent.');
  const left = charge.amount - charge.amount_refunded;
  if (left === 0)
    throw new StripeRefusal({ code: 'charge_already_refunded', message: `Charge ${charge.id} has already been refunded.` });
  const amount = optionalNumber(body.amount, 'amount') ?? left;
  if (amount < 1 || amount > left) throw invalid('amount', 'The refund is larger than what is left of the charge.');
  const made = account.add('refund', 're', {
    amount,
    charge: charge.id,
    currency: charge.currency,
    metadata: mergedMetadata({}, body.metadata),
    payment_intent: charge.payment_intent,
    reason: body.reason ?? null,
    status: 'succeeded',
  });
  account.change(charge, {
    amount_refunded: charge.amount_refunded + amount,
    refunded: charge.amount_refunded + amount === charge.amount,
  });
  world.webhooks.emit(account, 'charge.refunded', charge);
  world.webhooks.emit(account, 'refund.created', made);
  return made;
}

/** What of a thing can be changed here: what is noted on it. */
const noteOn =
  (kind) =>
  ({ account, body, id }) => {
    const found = account.find(kind, id);
    return account.change(found, { metadata: mergedMetadata(found.metadata ?? {}, body.metadata) });
  };

/** Agrees today on what a subscription becomes when its period ends. */
function createSchedule({ world, account, body }) {
  const subscription = account.find('subscription', body.from_subscription, 'from_subscription');
  if (subscription.cancel_at_period_end)
    throw invalid('from_subscription', 'You cannot migrate a subscription that is already set to cancel to a schedule.');
  if (subscription.schedule !== null) throw invalid('from_subscription', 'The subscription is already attached to a schedule.');
  const [item] = subscription.items.data;
  const schedule = account.add('subscription_schedule', 'sub_sched', {
    current_phase: { start_date: item.current_period_start, end_date: item.current_period_end },
    customer: subscription.customer,
    end_behavior: 'release',
    metadata: {},
    phases: [
      {
        start_date: item.current_period_start,
        end_date: item.current_period_end,
        items: subscription.items.data.map(({ price, quantity }) => ({ price: price.id, quantity })),
        application_fee_percent: subscription.application_fee_percent,
        automatic_tax: subscription.automatic_tax,
        discounts: subscription.discounts.map((discount) => ({ coupon: null, discount, promotion_code: null })),
        metadata: { ...subscription.metadata },
      },
    ],
    released_subscription: null,
    status: 'active',
    subscription: subscription.id,
  });
  account.change(subscription, { schedule: schedule.id });
  world.webhooks.emit(account, 'subscription_schedule.created', schedule);
  return schedule;
}

function updateSchedule({ world, account, body, id }) {
  const schedule = account.find('subscription_schedule', id);
  if (schedule.status !== 'active') throw invalid('id', `You cannot update a schedule that is ${schedule.status}.`);
  let start = null;
  const phases = listOf(body.phases).map((phase) => {
    const from = optionalNumber(phase.start_date, 'phases[start_date]') ?? start;
    const end = optionalNumber(phase.end_date, 'phases[end_date]');
    start = end;
    const items = listOf(phase.items).map((item) => {
      const { recurring } = account.find('price', item.price, 'phases[items][price]');
      if (recurring.usage_type === 'metered') return { price: item.price };
      return { price: item.price, quantity: optionalNumber(item.quantity, 'quantity') ?? 1 };
    });
    if (new Set(items.map(({ price }) => account.find('price', price).recurring.interval)).size > 1)
      throw invalid('phases', 'Currently, all prices on a subscription must have the same `recurring.interval`.');
    return { ...phase, start_date: from ?? schedule.phases[0].start_date, end_date: end, items };
  });
  account.change(schedule, { phases, end_behavior: body.end_behavior ?? schedule.end_behavior });
  world.webhooks.emit(account, 'subscription_schedule.updated', schedule);
  return schedule;
}

function releaseSchedule({ world, account, id }) {
  const schedule = account.find('subscription_schedule', id);
  if (schedule.status !== 'active') throw invalid('id', `You cannot release a schedule that is ${schedule.status}.`);
  const subscription = account.peek('subscription', schedule.subscription);
  if (subscription !== null) account.change(subscription, { schedule: null });
  account.change(schedule, { status: 'released', released_subscription: schedule.subscription, subscription: null });
  world.webhooks.emit(account, 'subscription_schedule.released', schedule);
  return schedule;
}

/** What a change of items would be billed as, if it were made now or then. */
function previewInvoice({ account, body }) {
  const subscription = account.find('subscription', body.subscription, 'subscription');
  const given = body.subscription_details ?? {};
  const { items, lines: prorated, now } = plannedItems(account, subscription, given);
  const lines = [...prorated, ...linesAfterTrial(account, subscription, given, items)];
  const { subtotal, total } = totalsOf(account, subscription, lines);
  return {
    id: `upcoming_${newStripeId('in')}`,
    object: 'invoice',
    amount_due: Math.max(0, total),
    created: account.now(),
    currency: subscription.currency,
    customer: subscription.customer,
    lines: { object: 'list', data: lines, has_more: false, url: '/v1/invoices/upcoming/lines' },
    livemode: false,
    parent: {
      type: 'subscription_details',
      subscription_details: {
        subscription: subscription.id,
        metadata: { ...subscription.metadata },
        subscription_proration_date: now,
      },
    },
    status: 'draft',
    subtotal,
    total,
  };
}

function createCheckout({ world, account, body }) {
  if (body.mode !== 'subscription') throw invalid('mode', 'The sandbox knows subscriptions only.');
  const items = listOf(body.line_items);
  if (items.length === 0) throw invalid('line_items', 'Missing required param: line_items.');
  for (const { price: id, quantity } of items) {
    const isMetered = findActivePrice(account, id, 'line_items[0][price]').recurring?.usage_type === 'metered';
    if (isMetered && quantity !== undefined)
      throw invalid('line_items[0][quantity]', 'Quantity should not be specified where usage_type is metered.');
    if (!isMetered && quantity === undefined) throw invalid('line_items[0][quantity]', 'Quantity is required.');
  }
  if (body.customer) account.find('customer', body.customer, 'customer');
  if (isTrue(body.automatic_tax?.enabled) && body.customer && body.customer_update?.address !== 'auto')
    throw invalid(
      'automatic_tax',
      "Automatic tax calculation in Checkout requires a valid address on the Customer: set customer_update[address] to 'auto' to save the address that is entered in Checkout.",
    );
  // By the clock on the wall: nobody who asks knows that the account's own was moved ahead.
  const wall = Math.floor(Date.now() / 1000);
  const minutes = (wholeNumber(body.expires_at ?? wall + 86_400, 'expires_at') - wall) / 60;
  if (minutes < 29 || minutes > 24 * 60 + 1) throw invalid('expires_at', 'expires_at must be 30 minutes to 24 hours from now.');
  const session = account.add('checkout.session', 'cs_test', {
    allow_promotion_codes: isTrue(body.allow_promotion_codes),
    automatic_tax: { enabled: isTrue(body.automatic_tax?.enabled) },
    cancel_url: body.cancel_url ?? null,
    client_reference_id: body.client_reference_id ?? null,
    customer: body.customer ?? null,
    customer_email: body.customer_email ?? null,
    expires_at: account.now() + Math.round(minutes * 60),
    invoice: null,
    locale: body.locale ?? null,
    metadata: mergedMetadata({}, body.metadata),
    mode: body.mode,
    payment_method_collection: body.payment_method_collection ?? 'always',
    payment_status: 'unpaid',
    sandbox_given: { line_items: items, subscription_data: body.subscription_data ?? {}, discounts: listOf(body.discounts) },
    status: 'open',
    subscription: null,
    success_url: body.success_url,
  });
  return account.change(session, { url: `${world.publicUrl}/dev/stripe/checkout/${session.id}` });
}

function expireCheckout({ world, account, id }) {
  const session = account.find('checkout.session', id);
  if (session.status !== 'open') throw invalid('id', 'Only open Checkout Sessions can be expired.');
  account.change(session, { status: 'expired', url: null });
  world.webhooks.emit(account, 'checkout.session.expired', session);
  return session;
}

function createPortal({ world, account, body }) {
  account.find('customer', body.customer, 'customer');
  const session = account.add('billing_portal.session', 'bps', {
    configuration: body.configuration ?? null,
    customer: body.customer,
    flow: body.flow_data ?? null,
    return_url: body.return_url ?? null,
  });
  return account.change(session, { url: `${world.publicUrl}/dev/stripe/portal/${session.id}` });
}

function createPortalConfiguration({ account, body }) {
  return account.add('billing_portal.configuration', 'bpc', {
    active: true,
    business_profile: body.business_profile ?? {},
    features: body.features ?? {},
    is_default: false,
    metadata: mergedMetadata({}, body.metadata),
  });
}

export const billingApi = {
  'POST /v1/customers': createCustomer,
  'GET /v1/customers': listRoute('customer', '/v1/customers', ['email']),
  'GET /v1/customers/:id': oneRoute('customer'),
  'POST /v1/customers/:id': updateCustomer,
  'DELETE /v1/customers/:id': deleteCustomer,
  'POST /v1/subscriptions': ({ world, account, body }) => createSubscription(world, account, body),
  'GET /v1/subscriptions': listSubscriptions,
  'GET /v1/subscriptions/:id': oneRoute('subscription'),
  'POST /v1/subscriptions/:id': ({ world, account, body, id }) =>
    updateSubscription(world, account, account.find('subscription', id), body),
  'DELETE /v1/subscriptions/:id': ({ world, account, id }) => {
    const subscription = account.find('subscription', id);
    // What is cancelled can be read, and is not there to be cancelled once more.
    if (subscription.status === 'canceled') throw missing('subscription', id);
    return cancelSubscription(world, account, subscription);
  },
  'POST /v1/subscription_schedules': createSchedule,
  'GET /v1/subscription_schedules/:id': oneRoute('subscription_schedule'),
  'POST /v1/subscription_schedules/:id': updateSchedule,
  'POST /v1/subscription_schedules/:id/release': releaseSchedule,
  'GET /v1/invoices': listInvoices,
  'POST /v1/invoices/create_preview': previewInvoice,
  'GET /v1/invoices/:id': oneRoute('invoice'),
  'POST /v1/invoices/:id/pay': ({ world, account, id }) => {
    const invoice = account.find('invoice', id);
    payInvoice(world, account, invoice);
    return invoice;
  },
  'GET /v1/invoice_payments': listInvoicePayments,
  'POST /v1/refunds': refund,
  'POST /v1/refunds/:id': noteOn('refund'),
  'GET /v1/refunds': listRoute('refund', '/v1/refunds', ['charge', 'payment_intent']),
  'GET /v1/payment_intents': listRoute('payment_intent', '/v1/payment_intents', ['customer']),
  'GET /v1/charges': listRoute('charge', '/v1/charges', ['customer', 'payment_intent']),
  'GET /v1/charges/:id': oneRoute('charge'),
  'GET /v1/disputes': listRoute('dispute', '/v1/disputes', ['charge', 'payment_intent']),
  'GET /v1/disputes/:id': oneRoute('dispute'),
  'GET /v1/payment_intents/:id': oneRoute('payment_intent'),
  'GET /v1/refunds/:id': oneRoute('refund'),
  'POST /v1/checkout/sessions': createCheckout,
  'GET /v1/checkout/sessions': listRoute('checkout.session', '/v1/checkout/sessions', ['customer', 'status']),
  'GET /v1/checkout/sessions/:id': oneRoute('checkout.session'),
  'POST /v1/checkout/sessions/:id/expire': expireCheckout,
  'POST /v1/billing_portal/sessions': createPortal,
  'POST /v1/billing_portal/configurations': createPortalConfiguration,
  'POST /v1/billing_portal/configurations/:id': noteOn('billing_portal.configuration'),
  'GET /v1/events': ({ account, query }) => {
    const types = listOf(query.types);
    return listAnswer(
      account.all('event'),
      query,
      '/v1/events',
      (event) => equalTo(query, ['type'])(event) && (types.length === 0 || types.includes(event.type)),
    );
  },
  'GET /v1/events/:id': oneRoute('event'),
};
