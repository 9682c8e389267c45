import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { newStripeId } from './ids.mjs';
import { missing } from './stripe-error.mjs';

const pauseMs = 100;

/**
 * One connected account: its objects by kind and id, and its clock, which people may move forward.
 * Everything is plain data, so that the whole of it can be kept in a file.
 */
class Account {
  constructor(state, changed) {
    this.state = state;
    this.changed = changed;
  }

  get id() {
    return this.state.id;
  }

  /** Seconds since 1970, by the account's own clock. */
  now() {
    return Math.floor(Date.now() / 1000) + this.state.clockAheadSeconds;
  }

  all(kind) {
    return Object.values(this.state.objects[kind] ?? {});
  }

  peek(kind, id) {
    return this.state.objects[kind]?.[id] ?? null;
  }

  /** @throws {StripeRefusal} 404 */
  find(kind, id, param) {
    const found = this.peek(kind, id);
    if (found === null) throw missing(kind.replaceAll('_', ' '), id, param);
    return found;
  }

  /** Whatever has this id, of any kind; null when nothing has. */
  anything(id) {
    for (const objects of Object.values(this.state.objects)) if (objects[id] !== undefined) return objects[id];
    return null;
  }

  add(kind, prefix, values) {
    const object = { id: values.id ?? newStripeId(prefix), object: kind, created: this.now(), livemode: false, ...values };
    (this.state.objects[kind] ??= {})[object.id] = object;
    this.changed();
    return object;
  }

  remove(kind, id) {
    delete this.state.objects[kind]?.[id];
    this.changed();
  }

  change(object, values) {
    Object.assign(object, values);
    this.changed();
    return object;
  }
}

/** All accounts, in a file that is written when something changed. */
export class StripeStore {
  #file;
  #state;
  #dirty = false;

  constructor(directory) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    this.#file = resolve(directory, 'stripe.json');
    this.#state = existsSync(this.#file)
      ? JSON.parse(readFileSync(this.#file, 'utf8'))
      : { accounts: {}, restrictedKeys: {}, authorizationCodes: {}, answers: {} };
  }

  #changed = () => {
    if (this.#dirty) return;
    this.#dirty = true;
    // Once for all that requests did in this while: the file grows with every event. What is written last is written when it ends.
    setTimeout(() => this.#dirty && this.save(), pauseMs).unref();
  };

  save() {
    this.#dirty = false;
    writeFileSync(`${this.#file}.new`, JSON.stringify(this.#state), { mode: 0o600 });
    renameSync(`${this.#file}.new`, this.#file);
  }

  /** @param {string} name of the business, as it stands on Checkout and in the portal */
  createAccount(name) {
    const id = newStripeId('acct').replace('acct_', 'acct_1');
    this.#state.accounts[id] = { id, name, connected: false, clockAheadSeconds: 0, afterLastRetry: 'cancel', objects: {} };
    this.#state.restrictedKeys[newStripeId('rk_test')] = id;
    this.#changed();
    return this.account(id);
  }

  accounts() {
    return Object.keys(this.#state.accounts).map((id) => this.account(id));
  }

  account(id) {
    const state = this.#state.accounts[id];
    return state === undefined ? null : new Account(state, this.#changed);
  }

  /** The account that a restricted key opens; null when it opens none. With `_narrow` behind it, it is one that may do less. */
  accountOfKey(key) {
    return this.account(this.#state.restrictedKeys[key.replace(/_(narrow|without_\w+)$/, '')]);
  }

  restrictedKeyOf(id) {
    return Object.entries(this.#state.restrictedKeys).find(([, owner]) => owner === id)?.[0] ?? null;
  }

  keepCode(code, accountId) {
    this.#state.authorizationCodes[code] = accountId;
    this.#changed();
  }

  /** Works once. */
  takeCode(code) {
    const id = this.#state.authorizationCodes[code];
    delete this.#state.authorizationCodes[code];
    this.#changed();
    return id === undefined ? null : this.account(id);
  }

  /** What was answered under an Idempotency-Key, so that a request that came twice did one thing. */
  answerUnder(key) {
    return this.#state.answers[key] ?? null;
  }

  keepAnswer(key, answer) {
    this.#state.answers[key] = answer;
    const keys = Object.keys(this.#state.answers);
    for (const old of keys.slice(0, Math.max(0, keys.length - 1_000))) delete this.#state.answers[old];
    this.#changed();
  }
}
