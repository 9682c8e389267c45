import { periodEnd } from './calendar.mjs';
import { findActivePrice } from './catalogue-api.mjs';
import { isTrue, listOf, mergedMetadata, optionalNumber } from './form-body.mjs';
import { newStripeId } from './ids.mjs';
import { invoiceSubscription, line, nameOf, payInvoice, periodLines } from './invoices.mjs';
import { invalid, StripeRefusal } from './stripe-error.mjs';

const daySeconds = 86_400;
const noticeSeconds = 3 * daySeconds;

const cadenceOf = (subscription) =>
  (subscription.items.data.find(({ price }) => price.recurring.usage_type !== 'metered') ?? subscription.items.data[0]).price
    .recurring;

function setPeriod(account, subscription, start, end) {
  for (const item of subscription.items.data) Object.assign(item, { current_period_start: start, current_period_end: end });
  account.changed();
}

export const periodOf = (subscription) => ({
  start: subscription.items.data[0].current_period_start,
  end: subscription.items.data[0].current_period_end,
});

/** @param held the price that the item has already: it may be inactive */
function itemFrom(account, { price: priceId, quantity }, subscription, held) {
  const find = priceId === held ? account.find.bind(account, 'price') : findActivePrice.bind(null, account);
  const price = find(priceId, 'items[0][price]');
  if (price.recurring === null) throw invalid('items[0][price]', 'The price specified is not recurring.');
  return {
    id: newStripeId('si'),
    object: 'subscription_item',
    created: account.now(),
    current_period_start: 0,
    current_period_end: 0,
    metadata: {},
    price,
    quantity: price.recurring.usage_type === 'metered' ? undefined : (optionalNumber(quantity, 'quantity') ?? 1),
    subscription: subscription ?? null,
  };
}

/** Begins a subscription and has its first invoice paid, or its trial begun. */
export function createSubscription(world, account, given) {
  const customer = account.find('customer', given.customer, 'customer');
  const items = listOf(given.items).map((item) => itemFrom(account, item));
  if (items.length === 0) throw invalid('items', 'Missing required param: items.');
  const now = account.now();
  const trialDays = optionalNumber(given.trial_period_days, 'trial_period_days');
  const trialEnd = optionalNumber(given.trial_end, 'trial_end') ?? (trialDays ? now + trialDays * daySeconds : null);
  const subscription = account.add('subscription', 'sub', {
    application_fee_percent: given.application_fee_percent === undefined ? null : Number(given.application_fee_percent),
    automatic_tax: { enabled: isTrue(given.automatic_tax?.enabled) },
    billing_cycle_anchor: trialEnd ?? now,
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, reason: null },
    collection_method: 'charge_automatically',
    currency: items[0].price.currency,
    customer: customer.id,
    default_payment_method: given.default_payment_method ?? null,
    discounts: [],
    ended_at: null,
    items: { object: 'list', data: items, has_more: false, url: '/v1/subscription_items' },
    latest_invoice: null,
    metadata: mergedMetadata({}, given.metadata),
    schedule: null,
    start_date: now,
    status: trialEnd === null ? 'incomplete' : 'trialing',
    trial_end: trialEnd,
    trial_start: trialEnd === null ? null : now,
  });
  for (const item of items) item.subscription = subscription.id;
  for (const discount of listOf(given.discounts)) addDiscount(account, subscription, discount);
  const end = trialEnd ?? periodEnd(now, now, cadenceOf(subscription));
  setPeriod(account, subscription, now, end);
  const lines = trialEnd === null ? periodLines(account, subscription, { ended: null, begins: { start: now, end } }) : [];
  const invoice = invoiceSubscription(world, account, subscription, { lines, reason: 'subscription_create' });
  const paid = payInvoice(world, account, invoice);
  if (trialEnd === null && paid) account.change(subscription, { status: 'active' });
  world.webhooks.emit(account, 'customer.subscription.created', subscription);
  return subscription;
}

/** @param {{coupon?: string, promotion_code?: string}} given */
function addDiscount(account, subscription, given) {
  const promotion = given.promotion_code ? account.find('promotion_code', given.promotion_code, 'discounts') : null;
  const coupon = account.find('coupon', given.coupon ?? promotion.promotion.coupon, 'discounts');
  const months = coupon.duration === 'repeating' ? coupon.duration_in_months : null;
  const end = coupon.duration === 'once' ? account.now() + 1 : months === null ? null : account.now() + months * 31 * daySeconds;
  const discount = account.add('discount', 'di', {
    customer: subscription.customer,
    end,
    promotion_code: promotion?.id ?? null,
    source: { type: 'coupon', coupon: coupon.id },
    start: account.now(),
    subscription: subscription.id,
  });
  account.change(subscription, { discounts: [...subscription.discounts, discount.id] });
}

/** Changes what a subscription consists of, or when it ends. */
export function updateSubscription(world, account, subscription, given) {
  if (['canceled', 'incomplete_expired'].includes(subscription.status))
    throw invalid('id', 'A canceled subscription can only update its cancellation_details and metadata.');
  const before = structuredClone(subscription);
  if (given.metadata !== undefined)
    account.change(subscription, { metadata: mergedMetadata(subscription.metadata, given.metadata) });
  if (given.default_payment_method !== undefined)
    account.change(subscription, { default_payment_method: given.default_payment_method || null });
  if (given.application_fee_percent !== undefined)
    account.change(subscription, { application_fee_percent: Number(given.application_fee_percent) });
  if (given.cancel_at_period_end !== undefined) setEnd(account, subscription, isTrue(given.cancel_at_period_end));
  for (const discount of listOf(given.discounts)) addDiscount(account, subscription, discount);
  if (given.items !== undefined) changeItems(world, account, subscription, given, before);
  if (isTrialOver(subscription, given)) endTrial(world, account, subscription, given, before);
  else if (given.trial_end !== undefined) moveTrialEnd(account, subscription, optionalNumber(given.trial_end, 'trial_end'));
  world.webhooks.emit(account, 'customer.subscription.updated', subscription, before);
  return subscription;
}

function setEnd(account, subscription, ends) {
  if (subscription.schedule !== null) {
    const message = `The subscription is managed by the subscription schedule \`${subscription.schedule}\`, and updating any cancelation behavior directly is not allowed. Please update the schedule instead.`;
    throw invalid('cancel_at_period_end', message);
  }
  account.change(subscription, {
    cancel_at_period_end: ends,
    cancel_at: ends ? periodOf(subscription).end : null,
    canceled_at: ends ? account.now() : null,
    cancellation_details: { ...subscription.cancellation_details, reason: ends ? 'cancellation_requested' : null },
  });
}

/** What a change of items makes of a subscription, and what it costs; nothing is changed yet. */
export function plannedItems(account, subscription, given) {
  const { start, end } = periodOf(subscription);
  const now = optionalNumber(given.proration_date, 'proration_date') ?? account.now();
  if (now < start || now > end)
    throw invalid('proration_date', 'The proration date must be within the current billing period of the subscription.');
  const [items, lines] = [[...subscription.items.data], []];
  for (const change of listOf(given.items)) {
    const at = items.findIndex(({ id }) => id === change.id);
    if (isTrue(change.deleted)) {
      items.splice(at, 1);
      continue;
    }
    const next = itemFrom(account, { quantity: items[at]?.quantity, ...change }, subscription.id, items[at]?.price.id);
    if (at === -1) items.push({ ...next, current_period_start: start, current_period_end: end });
    else {
      const old = items[at];
      if (subscription.status !== 'trialing') lines.push(...prorations(account, subscription, { old, next, now, start, end }));
      items[at] = { ...next, id: old.id, current_period_start: start, current_period_end: end };
    }
  }
  if (new Set(items.map(({ price }) => price.recurring.interval)).size > 1)
    throw invalid('items', 'Currently, all prices on a subscription must have the same `recurring.interval`.');
  return { items, lines, now };
}

function changeItems(world, account, subscription, given, before) {
  const { items, lines } = plannedItems(account, subscription, given);
  const now = account.now();
  subscription.items.data = items;
  account.changed();
  const oldCadence = cadenceOf(before);
  const cadence = cadenceOf(subscription);
  if (cadence.interval !== oldCadence.interval && subscription.status !== 'trialing') {
    account.change(subscription, { billing_cycle_anchor: now });
    setPeriod(account, subscription, now, periodEnd(now, now, cadence));
  }
  if (lines.length === 0 || given.proration_behavior === 'none') return;
  const invoice = invoiceSubscription(world, account, subscription, { lines, reason: 'subscription_update' });
  if (!payInvoice(world, account, invoice)) undoIfAsked(account, subscription, { given, before, invoice });
}

function undoIfAsked(account, subscription, { given, before, invoice }) {
  if (given.payment_behavior !== 'error_if_incomplete') return;
  account.change(invoice, { status: 'void' });
  account.change(subscription, { ...before });
  throw new StripeRefusal({ status: 402, type: 'card_error', code: 'card_declined', message: 'Your card was declined.' });
}

function moveTrialEnd(account, subscription, end) {
  if (end <= account.now()) throw invalid('trial_end', 'The trial end must be in the future.');
  if (subscription.status !== 'trialing') throw invalid('trial_end', 'The sandbox gives no trial to what is paid already.');
  account.change(subscription, { trial_end: end, billing_cycle_anchor: end });
  setPeriod(account, subscription, periodOf(subscription).start, end);
}

const isTrialOver = (subscription, given) => given.trial_end === 'now' && subscription.status === 'trialing';

/** What the period costs that begins when a trial is ended now, with what the subscription consists of then; nothing where none is. */
export function linesAfterTrial(account, subscription, given, items) {
  if (!isTrialOver(subscription, given)) return [];
  const planned = { ...subscription, items: { ...subscription.items, data: items } };
  const start = account.now();
  return periodLines(account, planned, { ended: null, begins: { start, end: periodEnd(start, start, cadenceOf(planned)) } });
}

/** Money back for what is left of the old price, and money for what is left at the new one; whole minor units. */
function prorations(account, subscription, { old, next, now, start, end }) {
  if (old.price.recurring.usage_type === 'metered') return [];
  const left = (end - now) / (end - start);
  const period = { start: now, end };
  const common = { currency: subscription.currency, subscription: subscription.id, item: old.id, proration: true };
  const sameCadence = old.price.recurring.interval === next.price.recurring.interval;
  const fresh = next.price.unit_amount * next.quantity;
  return [
    line(account, {
      ...common,
      amount: -Math.round(old.price.unit_amount * old.quantity * left),
      description: `Unused time on ${nameOf(account, old.price)}`,
      period,
      price: old.price,
    }),
    line(account, {
      ...common,
      amount: sameCadence ? Math.round(fresh * left) : fresh,
      description: `Remaining time on ${nameOf(account, next.price)}`,
      period: sameCadence ? period : { start: now, end: periodEnd(now, now, next.price.recurring) },
      price: next.price,
    }),
  ];
}

/** Ends it now. */
export function cancelSubscription(world, account, subscription, reason = 'cancellation_requested') {
  const before = structuredClone(subscription);
  account.change(subscription, {
    status: 'canceled',
    canceled_at: subscription.canceled_at ?? account.now(),
    ended_at: account.now(),
    cancellation_details: { ...subscription.cancellation_details, reason },
  });
  for (const invoice of account.all('invoice')) {
    const of = invoice.parent.subscription_details.subscription;
    if (of === subscription.id && invoice.status === 'open') account.change(invoice, { next_payment_attempt: null });
  }
  world.webhooks.emit(account, 'customer.subscription.deleted', subscription, before);
  return subscription;
}

function endTrial(world, account, subscription, given, before) {
  const at = Math.min(account.now(), subscription.trial_end);
  account.change(subscription, { trial_end: at, billing_cycle_anchor: at });
  const invoice = renew(world, account, subscription, { from: at, ended: null });
  if (invoice.status !== 'paid') undoIfAsked(account, subscription, { given, before, invoice });
}

function renew(world, account, subscription, { from, ended }) {
  const end = periodEnd(from, subscription.billing_cycle_anchor, cadenceOf(subscription));
  setPeriod(account, subscription, from, end);
  const lines = periodLines(account, subscription, { ended, begins: { start: from, end } });
  const invoice = invoiceSubscription(world, account, subscription, { lines, reason: 'subscription_cycle' });
  account.change(subscription, { status: payInvoice(world, account, invoice) ? 'active' : 'past_due' });
  return invoice;
}

/** Ends it at the end of its period. What was used in that one stands on a last invoice, as at Stripe (docs.stripe.com/billing/subscriptions/cancel). */
function endWithPeriod(world, account, subscription) {
  const lines = periodLines(account, subscription, { ended: periodOf(subscription), begins: null });
  cancelSubscription(world, account, subscription);
  if (lines.every(({ amount }) => amount === 0)) return;
  payInvoice(world, account, invoiceSubscription(world, account, subscription, { lines, reason: 'subscription_cycle' }));
}

/** What is due next in a subscription's life, and when; null when nothing is. */
function nextStep(account, subscription) {
  if (['canceled', 'incomplete', 'incomplete_expired'].includes(subscription.status)) return null;
  const steps = [];
  const { end } = periodOf(subscription);
  const schedule = subscription.schedule === null ? null : account.peek('subscription_schedule', subscription.schedule);
  const notice = (subscription.trial_end ?? 0) - noticeSeconds;
  if (subscription.status === 'trialing' && subscription.sandbox_noticed !== true)
    steps.push({ at: notice, kind: 'trial notice' });
  if (subscription.status !== 'unpaid') steps.push({ at: end, kind: 'period end', schedule });
  for (const invoice of account.all('invoice')) {
    if (invoice.parent.subscription_details.subscription !== subscription.id || invoice.status !== 'open') continue;
    if (invoice.next_payment_attempt !== null) steps.push({ at: invoice.next_payment_attempt, kind: 'retry', invoice });
  }
  return steps.sort((one, other) => one.at - other.at)[0] ?? null;
}

function take(world, account, subscription, step) {
  if (step.kind === 'trial notice') {
    account.change(subscription, { sandbox_noticed: true });
    world.webhooks.emit(account, 'customer.subscription.trial_will_end', subscription);
    return;
  }
  if (step.kind === 'retry') return retry(world, account, subscription, step.invoice);
  const before = structuredClone(subscription);
  const { start, end } = periodOf(subscription);
  if (subscription.cancel_at_period_end) return endWithPeriod(world, account, subscription);
  if (step.schedule !== null) followSchedule(account, subscription, step.schedule);
  const wasTrial = subscription.status === 'trialing';
  renew(world, account, subscription, { from: end, ended: wasTrial ? null : { start, end } });
  world.webhooks.emit(account, 'customer.subscription.updated', subscription, before);
}

/** The phase that begins now: a price that was agreed on for the end of the period. */
function followSchedule(account, subscription, schedule) {
  const phase = schedule.phases.find(({ start_date: start }) => start >= periodOf(subscription).end);
  if (phase !== undefined) {
    const old = subscription.items.data;
    // What stays is the same item; what is new takes the place of what goes.
    const gone = old.filter(({ price }) => !phase.items.some((item) => item.price === price.id));
    subscription.items.data = phase.items.map((wanted) => {
      const item =
        old.find(({ price }) => price.id === wanted.price) ??
        gone.shift() ??
        itemFrom(account, wanted, subscription.id, wanted.price);
      return { ...item, price: account.find('price', wanted.price), quantity: wanted.quantity };
    });
    account.change(subscription, { metadata: mergedMetadata(subscription.metadata, phase.metadata) });
    if (cadenceOf(subscription).interval !== cadenceOf({ items: { data: old } }).interval)
      account.change(subscription, { billing_cycle_anchor: periodOf({ items: { data: old } }).end });
  }
  account.change(schedule, { status: 'released', released_subscription: subscription.id, subscription: null });
  account.change(subscription, { schedule: null });
}

function retry(world, account, subscription, invoice) {
  const before = structuredClone(subscription);
  if (payInvoice(world, account, invoice)) {
    account.change(subscription, { status: 'active' });
    world.webhooks.emit(account, 'customer.subscription.updated', subscription, before);
    return;
  }
  if (invoice.next_payment_attempt !== null) return;
  if (account.state.afterLastRetry === 'cancel') return cancelSubscription(world, account, subscription, 'payment_failed');
  account.change(subscription, { status: 'unpaid' });
  world.webhooks.emit(account, 'customer.subscription.updated', subscription, before);
}

/** Pays what is open, as after a new card was given. */
export function payOpenInvoices(world, account, subscription) {
  for (const invoice of account.all('invoice')) {
    if (invoice.parent.subscription_details.subscription === subscription.id && invoice.status === 'open')
      retry(world, account, subscription, invoice);
  }
}

/** Moves the account's clock, and does in order all that was due until then. */
export function advanceClock(world, account, seconds) {
  const target = account.now() + seconds;
  for (;;) {
    const due = account
      .all('subscription')
      .map((subscription) => ({ subscription, step: nextStep(account, subscription) }))
      .filter(({ step }) => step !== null && step.at <= target)
      .sort((one, other) => one.step.at - other.step.at)[0];
    if (due === undefined) break;
    setClock(account, Math.max(account.now(), due.step.at));
    take(world, account, due.subscription, due.step);
  }
  setClock(account, target);
}

function setClock(account, at) {
  account.state.clockAheadSeconds += at - account.now();
  account.changed();
}
