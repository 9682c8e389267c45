/**
 * Where the values come from that tell one request from the next. `take` gives the next value, or null when there is none (now, or for good);
 * `give` returns it with the answer's body.
 */

/** The same values over and over: bearer tokens. */
class Cycle {
  #values;
  #next = 0;

  constructor({ values }) {
    this.#values = values;
  }

  take() {
    const value = this.#values[this.#next];
    this.#next = (this.#next + 1) % this.#values.length;
    return value;
  }

  give() {}
}

/**
 * A crowd's bearer tokens: by chance one of so many who are there at a time, of whom the oldest goes and another one of the crowd comes after
 * so many calls (0: the same stay).
 */
class Crowd {
  #values;
  #atATime;
  #callsPerNewcomer;
  #first = 0;
  #calls = 0;

  constructor({ values, atATime, callsPerNewcomer }) {
    this.#values = values;
    this.#atATime = Math.min(atATime, values.length);
    this.#callsPerNewcomer = callsPerNewcomer;
  }

  take() {
    this.#calls += 1;
    const { length } = this.#values;
    if (this.#callsPerNewcomer > 0 && this.#calls % this.#callsPerNewcomer === 0) {
      this.#first = (this.#first + 1) % length;
      return this.#values[(this.#first + this.#atATime - 1) % length];
    }
    return this.#values[(this.#first + Math.floor(Math.random() * this.#atATime)) % length];
  }

  give() {}
}

/** Each value once: authorization codes. Keeps the refresh tokens of the first answers, for chains to begin with. */
class Once {
  #values;
  #next = 0;
  heirs = [];

  constructor({ values }) {
    this.#values = values;
  }

  take() {
    return this.#next < this.#values.length ? this.#values[this.#next++] : null;
  }

  give(_value, body) {
    if (this.heirs.length < maxHeirs) this.heirs.push(refreshTokenIn(body));
  }
}

const maxHeirs = 2000;
const refreshTokenIn = (body) => JSON.parse(body.toString()).refresh_token;

/** Each answer holds the value that comes after: refresh tokens. Begins with those that another feed has left. */
class Chains {
  #queue;
  #head = 0;

  constructor(_spec, parent) {
    this.#queue = [...parent.heirs];
  }

  take() {
    if (this.#head === this.#queue.length) return null;
    const value = this.#queue[this.#head];
    this.#head += 1;
    if (this.#head === maxHeirs) {
      this.#queue.splice(0, this.#head);
      this.#head = 0;
    }
    return value;
  }

  give(_value, body) {
    this.#queue.push(refreshTokenIn(body));
  }
}

const kinds = { cycle: Cycle, crowd: Crowd, once: Once, chains: Chains };

/**
 * @typedef {{kind: 'cycle' | 'once', values: string[]} | {kind: 'crowd', values: string[], atATime: number, callsPerNewcomer: number}
 *   | {kind: 'chains'}} FeedSpec
 * @param {FeedSpec} spec
 * @param {object} [parent] the feed that chains go on from
 */
export const feedFrom = (spec, parent) => new kinds[spec.kind](spec, parent);
