/**
 * Where the values come from that tell one request from the next. `take` gives the next value, or null when there is none (now, or for good);
 * `give` returns it with the answer's body.
 */

/** The same values over and over: bearer tokens. */
class Cycle {
  #values;
  #next = 0;

  constructor(values) {
    this.#values = values;
  }

  take() {
    const value = this.#values[this.#next];
    this.#next = (this.#next + 1) % this.#values.length;
    return value;
  }

  give() {}
}

/** Each value once: authorization codes. */
class Once {
  #values;
  #next = 0;

  constructor(values) {
    this.#values = values;
  }

  take() {
    return this.#next < this.#values.length ? this.#values[this.#next++] : null;
  }

  give() {}
}

/** Each answer holds the value that comes after: refresh tokens. */
class Chains {
  #queue;
  #head = 0;

  constructor(values) {
    this.#queue = [...values];
  }

  take() {
    if (this.#head === this.#queue.length) return null;
    const value = this.#queue[this.#head];
    this.#head += 1;
    if (this.#head > 100_000) {
      this.#queue.splice(0, this.#head);
      this.#head = 0;
    }
    return value;
  }

  give(_value, body) {
    this.#queue.push(JSON.parse(body.toString()).refresh_token);
  }
}

const kinds = { cycle: Cycle, once: Once, chains: Chains };

/** @param {{kind: 'cycle' | 'once' | 'chains', values: string[]}} spec */
export const feedFrom = ({ kind, values }) => new kinds[kind](values);
