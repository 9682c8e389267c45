import { currencies } from './amounts.mjs';
import { isTrue, mergedMetadata, optionalNumber, wholeNumber } from './form-body.mjs';
import { listRoute, oneRoute } from './lists.mjs';
import { invalid } from './stripe-error.mjs';

const activeOf = (given, before = true) => (given === undefined ? before : isTrue(given));

function createProduct({ account, body }) {
  if (!body.name) throw invalid('name', 'Missing required param: name.');
  return account.add('product', 'prod', {
    active: activeOf(body.active),
    default_price: null,
    description: body.description ?? null,
    metadata: mergedMetadata({}, body.metadata),
    name: body.name,
    tax_code: body.tax_code ?? null,
    type: 'service',
    updated: account.now(),
  });
}

function updateProduct({ account, body, id }) {
  const product = account.find('product', id);
  return account.change(product, {
    active: activeOf(body.active, product.active),
    description: body.description === undefined ? product.description : body.description || null,
    metadata: mergedMetadata(product.metadata, body.metadata),
    name: body.name ?? product.name,
    updated: account.now(),
  });
}

function recurringFrom(account, given) {
  if (given === undefined) return null;
  if (!['day', 'week', 'month', 'year'].includes(given.interval)) throw invalid('recurring[interval]', 'Invalid interval.');
  if (given.usage_type === 'metered') account.find('billing.meter', given.meter, 'recurring[meter]');
  return {
    interval: given.interval,
    interval_count: optionalNumber(given.interval_count, 'recurring[interval_count]') ?? 1,
    meter: given.meter ?? null,
    usage_type: given.usage_type ?? 'licensed',
  };
}

function createPrice({ account, body }) {
  account.find('product', body.product, 'product');
  if (!currencies.has(body.currency ?? ''))
    throw invalid(
      'currency',
      `Invalid currency: ${body.currency}. Stripe currently supports these currencies: ${[...currencies].join(', ')}`,
    );
  const decimal = body.unit_amount_decimal ?? null;
  const amount = decimal === null ? wholeNumber(body.unit_amount, 'unit_amount') : Number(decimal);
  if (amount < 0) throw invalid('unit_amount', 'Invalid non-negative integer');
  return account.add('price', 'price', {
    active: activeOf(body.active),
    billing_scheme: 'per_unit',
    currency: body.currency,
    lookup_key: body.lookup_key ?? null,
    metadata: mergedMetadata({}, body.metadata),
    nickname: body.nickname ?? null,
    product: body.product,
    recurring: recurringFrom(account, body.recurring),
    tax_behavior: body.tax_behavior ?? 'unspecified',
    type: body.recurring === undefined ? 'one_time' : 'recurring',
    unit_amount: Number.isInteger(amount) ? amount : null,
    unit_amount_decimal: String(decimal ?? amount),
  });
}

/** A price that something new is sold by. */
export function findActivePrice(account, id, param) {
  const price = account.find('price', id, param);
  if (!price.active) throw invalid(param, `The price specified is inactive. This field only accepts active prices.`);
  return price;
}

/** What a price is cannot be changed: only whether it is offered, and what is noted on it. */
function updatePrice({ account, body, id }) {
  const price = account.find('price', id);
  if (body.unit_amount !== undefined || body.currency !== undefined)
    throw invalid('unit_amount', 'Received unknown parameter: a price cannot be changed.');
  return account.change(price, {
    active: activeOf(body.active, price.active),
    lookup_key: body.lookup_key ?? price.lookup_key,
    metadata: mergedMetadata(price.metadata, body.metadata),
    nickname: body.nickname ?? price.nickname,
  });
}

function createCoupon({ account, body }) {
  const percent = body.percent_off === undefined ? null : Number(body.percent_off);
  if (percent === null && body.amount_off === undefined) throw invalid('percent_off', 'Pass percent_off or amount_off.');
  return account.add('coupon', 'co', {
    ...(body.id === undefined ? {} : { id: body.id }),
    amount_off: optionalNumber(body.amount_off, 'amount_off'),
    currency: body.currency ?? null,
    duration: body.duration ?? 'once',
    duration_in_months: optionalNumber(body.duration_in_months, 'duration_in_months'),
    metadata: mergedMetadata({}, body.metadata),
    name: body.name ?? null,
    percent_off: percent,
    valid: true,
  });
}

function createPromotionCode({ account, body }) {
  const coupon = account.find('coupon', body.promotion?.coupon ?? body.coupon, 'promotion[coupon]');
  return account.add('promotion_code', 'promo', {
    active: true,
    code: body.code ?? `CODE${account.all('promotion_code').length + 1}`,
    customer: null,
    expires_at: optionalNumber(body.expires_at, 'expires_at'),
    max_redemptions: optionalNumber(body.max_redemptions, 'max_redemptions'),
    metadata: {},
    promotion: { type: 'coupon', coupon: coupon.id },
    times_redeemed: 0,
  });
}

function createMeter({ account, body }) {
  if (account.all('billing.meter').some((meter) => meter.event_name === body.event_name && meter.status === 'active'))
    throw invalid('event_name', 'There is already an active meter with this event name.');
  return account.add('billing.meter', 'mtr', {
    customer_mapping: { event_payload_key: 'stripe_customer_id', type: 'by_id' },
    default_aggregation: { formula: body.default_aggregation?.formula ?? 'sum' },
    display_name: body.display_name ?? body.event_name,
    event_name: body.event_name,
    status: 'active',
    value_settings: { event_payload_key: 'value' },
  });
}

/**
 * The same identifier counts once: a report may be repeated. As at Stripe an event is looked at only after it was answered for: one of a customer or a meter that is not
 * there is taken, and counts nowhere (docs.stripe.com/billing/subscriptions/usage-based/recording-usage-api, "Handle meter event errors").
 */
function createMeterEvent({ account, body }) {
  const identifier = body.identifier ?? null;
  const known = identifier === null ? undefined : account.all('billing.meter_event').find((one) => one.identifier === identifier);
  if (known !== undefined) throw invalid('identifier', `An event already exists with identifier ${identifier}.`);
  if (!/^\d+(\.\d+)?$/.test(body.payload?.value ?? ''))
    throw invalid('payload[value]', 'The value must be a non-negative number.');
  const timestamp = optionalNumber(body.timestamp, 'timestamp') ?? account.now();
  if (timestamp < account.now() - 35 * 86_400)
    throw invalid('timestamp', 'Timestamp must be within the past 35 calendar days or up to 5 minutes in the future.');
  const customer = account.peek('customer', body.payload.stripe_customer_id ?? '');
  const hasMeter = account.all('billing.meter').some((meter) => meter.event_name === body.event_name);
  const event = account.add('billing.meter_event', 'mev', {
    event_name: body.event_name,
    sandbox_counts: hasMeter && customer !== null && customer.deleted !== true,
    identifier: identifier ?? undefined,
    payload: body.payload,
    timestamp,
  });
  return account.change(event, { identifier: event.identifier ?? event.id });
}

/** What a meter counted for a customer in a time, in whole minutes as Stripe wants them. */
function summarizeMeter({ account, query, id }) {
  const meter = account.find('billing.meter', id);
  const [start, end] = [wholeNumber(query.start_time, 'start_time'), wholeNumber(query.end_time, 'end_time')];
  if (start % 60 !== 0 || end % 60 !== 0)
    throw invalid('start_time', 'start_time and end_time must be aligned with minute boundaries.');
  const events = account
    .all('billing.meter_event')
    .filter(
      ({ event_name: name, payload, timestamp, sandbox_counts: counts }) =>
        counts &&
        name === meter.event_name &&
        payload.stripe_customer_id === query.customer &&
        timestamp >= start &&
        timestamp < end,
    );
  const value = events.reduce((sum, event) => sum + Number(event.payload.value), 0);
  const summary = { id: `mtrusg_${id}`, object: 'billing.meter_event_summary', livemode: false, meter: id };
  const data = events.length === 0 ? [] : [{ ...summary, aggregated_value: value, start_time: start, end_time: end }];
  return { object: 'list', data, has_more: false, url: `/v1/billing/meters/${id}/event_summaries` };
}

export const catalogueApi = {
  'POST /v1/products': createProduct,
  'GET /v1/products': listRoute('product', '/v1/products', ['active']),
  'GET /v1/products/:id': oneRoute('product'),
  'POST /v1/products/:id': updateProduct,
  'POST /v1/prices': createPrice,
  'GET /v1/prices': listRoute('price', '/v1/prices', ['active', 'product', 'currency']),
  'GET /v1/prices/:id': oneRoute('price'),
  'POST /v1/prices/:id': updatePrice,
  'POST /v1/coupons': createCoupon,
  'GET /v1/coupons': listRoute('coupon', '/v1/coupons', []),
  'GET /v1/coupons/:id': oneRoute('coupon'),
  'POST /v1/promotion_codes': createPromotionCode,
  'GET /v1/promotion_codes': listRoute('promotion_code', '/v1/promotion_codes', ['active', 'code']),
  'POST /v1/billing/meters': createMeter,
  'GET /v1/billing/meters': listRoute('billing.meter', '/v1/billing/meters', ['status']),
  'GET /v1/billing/meters/:id': oneRoute('billing.meter'),
  'POST /v1/billing/meters/:id': ({ account, body, id }) => {
    const meter = account.find('billing.meter', id);
    return account.change(meter, { display_name: body.display_name ?? meter.display_name });
  },
  'GET /v1/billing/meters/:id/event_summaries': summarizeMeter,
  'POST /v1/billing/meter_events': createMeterEvent,
};
