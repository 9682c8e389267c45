import { createHmac } from 'node:crypto';

const apiVersion = '2026-10-28.endive';
const attemptPausesMs = [0, 1_000, 5_000, 30_000, 120_000, 600_000];

/** What an object was before a change, in the fields that changed: an event's `previous_attributes`. */
function differences(before, after) {
  const changed = Object.keys({ ...before, ...after }).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
  return Object.fromEntries(changed.map((key) => [key, before[key] ?? null]));
}

/** Sends events to the webhook endpoint, as Stripe does: signed, retried, in no promised order. */
export class Webhooks {
  /** @param {{url: string, secret: string}} endpoint */
  constructor(endpoint) {
    this.endpoint = endpoint;
    this.timers = new Set();
  }

  /** Keeps an event in the account, and sends it. The object is copied: later changes are later events. */
  emit(account, type, object, before = null) {
    const event = account.add('event', 'evt', {
      account: account.id,
      api_version: apiVersion,
      type,
      data: {
        object: structuredClone(object),
        ...(before === null ? {} : { previous_attributes: differences(before, object) }),
      },
      pending_webhooks: 1,
      request: { id: null, idempotency_key: null },
    });
    this.#deliver(account, event);
    return event;
  }

  /** Sends an event once more, as the button in Stripe's dashboard does. */
  resend(account, event) {
    this.#deliver(account, event);
  }

  /** To the platform, as long as the account is connected or was until now; and to each endpoint of the account's own. */
  #deliver(account, event) {
    if (account.state.connected || event.type === 'account.application.deauthorized') this.#try(account, event, this.endpoint, 0);
    const wants = ({ enabled_events: types }) => types.includes('*') || types.includes(event.type);
    for (const { url, secret } of account.all('webhook_endpoint').filter(wants))
      this.#try(account, event, { url, secret, isOwn: true }, 0);
  }

  /** @returns the header and body of a delivery */
  signed(event, endpoint = this.endpoint, now = Math.floor(Date.now() / 1000)) {
    const { pending_webhooks: _pending, deliveries: _deliveries, ...rest } = event;
    // An account's own endpoint is told of that account only, which is not named to it.
    const { account: _account, ...own } = rest;
    const told = endpoint.isOwn === true ? own : rest;
    const body = JSON.stringify({ ...told, pending_webhooks: 1 });
    const signature = createHmac('sha256', endpoint.secret).update(`${now}.${body}`).digest('hex');
    return { body, header: `t=${now},v1=${signature}` };
  }

  #try(account, event, endpoint, attempt) {
    const timer = setTimeout(async () => {
      this.timers.delete(timer);
      const outcome = await this.#send(event, endpoint);
      const taken = outcome >= 200 && outcome < 300;
      account.change(event, {
        pending_webhooks: taken ? 0 : 1,
        deliveries: [...(event.deliveries ?? []), { at: Math.floor(Date.now() / 1000), outcome }].slice(-10),
      });
      if (!taken && attempt + 1 < attemptPausesMs.length) this.#try(account, event, endpoint, attempt + 1);
    }, attemptPausesMs[attempt]);
    this.timers.add(timer);
  }

  async #send(event, endpoint) {
    const { body, header } = this.signed(event, endpoint);
    try {
      const answer = await fetch(endpoint.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': header },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(10_000),
      });
      await answer.arrayBuffer();
      return answer.status;
    } catch {
      return 0;
    }
  }

  close() {
    for (const timer of this.timers) clearTimeout(timer);
  }
}
