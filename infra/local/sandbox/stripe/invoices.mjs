import { cardByNumber, chargeFailure } from './cards.mjs';
import { listOf } from './form-body.mjs';
import { newStripeId } from './ids.mjs';

const daySeconds = 86_400;
/** After each of these from the failure before it a payment is tried again; then it is given up. */
const retryAfterSeconds = [3 * daySeconds, 5 * daySeconds, 7 * daySeconds];

/** What coupons take off, in whole minor units. */
function discountOn(amount, coupons) {
  let left = amount;
  for (const coupon of coupons)
    left -= coupon.amount_off === null ? Math.round((left * coupon.percent_off) / 100) : Math.min(left, coupon.amount_off);
  return amount - left;
}

/** The coupons of a subscription that hold for an invoice of now. */
function couponsOf(account, subscription) {
  return subscription.discounts
    .map((id) => account.peek('discount', id))
    .filter((discount) => discount !== null && (discount.end === null || discount.end > account.now()))
    .map((discount) => account.find('coupon', discount.source.coupon));
}

export function line(
  account,
  { amount, currency, description, period, price, subscription, item, proration = false, quantity = 1 },
) {
  return {
    id: newStripeId('il'),
    object: 'line_item',
    amount,
    currency,
    description,
    discountable: !proration,
    livemode: false,
    metadata: {},
    parent: {
      type: 'subscription_item_details',
      subscription_item_details: { subscription, subscription_item: item, proration },
    },
    period,
    pricing: { type: 'price_details', price_details: { price: price.id, product: price.product } },
    quantity,
  };
}

/** What the lines come to, and what coupons take off. */
export function totalsOf(account, subscription, lines) {
  const subtotal = lines.reduce((sum, one) => sum + one.amount, 0);
  const discount = discountOn(Math.max(0, subtotal), couponsOf(account, subscription));
  return { subtotal, discount, total: subtotal - discount };
}

/** Bills a subscription: an invoice with these lines, and the first attempt to have it paid. */
export function invoiceSubscription(world, account, subscription, { lines, reason }) {
  const { subtotal, discount, total } = totalsOf(account, subscription, lines);
  const customer = account.find('customer', subscription.customer);
  const [{ start, end } = { start: account.now(), end: account.now() }] = lines.map((one) => one.period);
  const number = `${account.id.slice(-6).toUpperCase()}-${String(account.all('invoice').length + 1).padStart(4, '0')}`;
  const invoice = account.add('invoice', 'in', {
    number,
    account_name: account.state.name,
    amount_due: Math.max(0, total),
    amount_paid: 0,
    amount_remaining: Math.max(0, total),
    attempt_count: 0,
    attempted: false,
    auto_advance: true,
    automatic_tax: { enabled: false, status: null },
    billing_reason: reason,
    collection_method: 'charge_automatically',
    currency: subscription.currency,
    customer: customer.id,
    customer_email: customer.email,
    discounts: [...subscription.discounts],
    hosted_invoice_url: `${world.publicUrl}/dev/stripe/invoices/${account.id}/${number}`,
    lines: { object: 'list', data: lines, has_more: false, url: '/v1/invoices/lines' },
    metadata: {},
    next_payment_attempt: null,
    parent: {
      type: 'subscription_details',
      subscription_details: { subscription: subscription.id, metadata: { ...subscription.metadata } },
    },
    payments: { object: 'list', data: [], has_more: false, url: '/v1/invoice_payments' },
    period_start: start,
    period_end: end,
    status: 'open',
    status_transitions: { finalized_at: account.now(), paid_at: null, voided_at: null, marked_uncollectible_at: null },
    subtotal,
    total,
    total_discount_amounts: discount === 0 ? [] : [{ amount: discount, discount: subscription.discounts[0] }],
  });
  account.change(subscription, { latest_invoice: invoice.id });
  world.webhooks.emit(account, 'invoice.created', invoice);
  world.webhooks.emit(account, 'invoice.finalized', invoice);
  return invoice;
}

/** The card that pays: the subscription's own, else the customer's. */
function cardOf(account, subscription) {
  const customer = account.find('customer', subscription.customer);
  const id = subscription.default_payment_method ?? customer.invoice_settings.default_payment_method;
  const method = id === null ? null : account.peek('payment_method', id);
  return method === null ? null : { method, card: cardByNumber(method.sandbox_number) };
}

/** Tries to have an invoice paid. @returns {boolean} whether it is. */
export function payInvoice(world, account, invoice) {
  if (invoice.status === 'paid') return true;
  const subscription = account.find('subscription', invoice.parent.subscription_details.subscription);
  if (invoice.amount_due === 0) return settle(world, account, invoice, null);
  const isFirst = ['subscription_create', 'subscription_update'].includes(invoice.billing_reason);
  const paying = cardOf(account, subscription);
  const failure =
    paying === null
      ? { code: 'missing', decline_code: 'missing', message: 'There is no card.' }
      : chargeFailure(paying.card, { isFirst });
  const intent = account.add('payment_intent', 'pi', {
    amount: invoice.amount_due,
    currency: invoice.currency,
    customer: invoice.customer,
    status: failure === null ? 'succeeded' : 'requires_payment_method',
    last_payment_error: failure && { type: 'card_error', ...failure },
    payment_method: paying?.method.id ?? null,
    metadata: {},
  });
  account.change(invoice, { attempt_count: invoice.attempt_count + 1, attempted: true });
  if (failure !== null) return refuse(world, account, invoice, { intent, failure, isFirst });
  const fee = subscription.application_fee_percent;
  const charge = account.add('charge', 'ch', {
    amount: invoice.amount_due,
    amount_captured: invoice.amount_due,
    amount_refunded: 0,
    application_fee_amount: fee === null ? null : Math.round((invoice.amount_due * fee) / 100),
    currency: invoice.currency,
    customer: invoice.customer,
    disputed: false,
    paid: true,
    payment_intent: intent.id,
    refunded: false,
    status: 'succeeded',
    metadata: {},
  });
  account.change(intent, { latest_charge: charge.id });
  world.webhooks.emit(account, 'payment_intent.succeeded', intent);
  world.webhooks.emit(account, 'charge.succeeded', charge);
  return settle(world, account, invoice, intent);
}

function settle(world, account, invoice, intent) {
  if (intent !== null) {
    const payment = account.add('invoice_payment', 'inpay', {
      amount_paid: invoice.amount_due,
      amount_requested: invoice.amount_due,
      currency: invoice.currency,
      invoice: invoice.id,
      is_default: true,
      payment: { type: 'payment_intent', payment_intent: intent.id },
      status: 'paid',
      status_transitions: { paid_at: account.now(), canceled_at: null },
    });
    invoice.payments.data.push(payment);
  }
  account.change(invoice, {
    status: 'paid',
    amount_paid: invoice.amount_due,
    amount_remaining: 0,
    next_payment_attempt: null,
    status_transitions: { ...invoice.status_transitions, paid_at: account.now() },
  });
  world.webhooks.emit(account, 'invoice.paid', invoice);
  world.webhooks.emit(account, 'invoice.payment_succeeded', invoice);
  return true;
}

function refuse(world, account, invoice, { intent, isFirst }) {
  const wait = retryAfterSeconds[invoice.attempt_count - 1];
  account.change(invoice, { next_payment_attempt: isFirst || wait === undefined ? null : account.now() + wait });
  world.webhooks.emit(account, 'payment_intent.payment_failed', intent);
  world.webhooks.emit(account, 'invoice.payment_failed', invoice);
  return false;
}

/** What a customer used of a metered price in a time: the meter's events, summed. */
function usedOf(account, { meter: meterId }, customer, { start, end }) {
  const meter = account.peek('billing.meter', meterId);
  if (meter === null) return 0;
  return account
    .all('billing.meter_event')
    .filter(
      (event) =>
        event.sandbox_counts &&
        event.event_name === meter.event_name &&
        event.payload.stripe_customer_id === customer &&
        event.timestamp >= start &&
        event.timestamp < end,
    )
    .reduce((sum, event) => sum + Number(event.payload.value), 0);
}

/** Lines for a period: what is paid ahead for the one that begins, what was used in the one that ended; either may be null. */
export function periodLines(account, subscription, { ended, begins }) {
  return listOf(subscription.items.data).flatMap((item) => {
    const { price } = item;
    const common = { currency: price.currency, price, subscription: subscription.id, item: item.id };
    const metered = price.recurring.usage_type === 'metered';
    if (!metered) {
      if (begins === null) return [];
      const amount = price.unit_amount * item.quantity;
      const description = `${item.quantity} × ${nameOf(account, price)}`;
      return [line(account, { ...common, amount, description, period: begins, quantity: item.quantity })];
    }
    if (ended === null) return [];
    const used = usedOf(account, price.recurring, subscription.customer, ended);
    const amount = Math.round(used * Number(price.unit_amount_decimal));
    return [
      line(account, { ...common, amount, description: `${used} × ${nameOf(account, price)}`, period: ended, quantity: used }),
    ];
  });
}

export const nameOf = (account, price) => account.peek('product', price.product)?.name ?? price.product;
