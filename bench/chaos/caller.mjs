import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

const answerWaitMs = 10_000;
const pauseMs = 20;
/** Tries to learn what is used, until it counts as unknown: a minute, where everything has to start again first. */
const mostLooks = 300;
const agent = new Agent({ keepAlive: true, maxSockets: Infinity });

/** @returns {Promise<{status: number, body: object} | null>} null when no whole answer came. */
function ask(port, token, { query = '', key } = {}) {
  return new Promise((resolve) => {
    const headers = { authorization: `Bearer ${token}`, ...(key && { 'idempotency-key': key }) };
    const call = request({ agent, host: '127.0.0.1', port, path: `/t/bench/verify${query}`, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk) => (text += chunk));
      answer.on('end', () => resolve(answer.complete ? { status: answer.statusCode, body: JSON.parse(text) } : null));
      answer.on('error', () => resolve(null));
    });
    call.setTimeout(answerWaitMs, () => call.destroy(new Error('no answer')));
    call.on('error', () => resolve(null));
    call.end();
  });
}

/**
 * Somebody who calls without pause and writes down what they were told. A careful one sends an Idempotency-Key and repeats the call until it
 * is answered, so every call of theirs ends in an answer; a careless one never repeats a call.
 */
export class Caller {
  accepted = 0;
  /** Calls of which it is not known whether they were counted: no answer, or "cannot be decided now". */
  unanswered = 0;
  /** Calls that had to be repeated. */
  repeated = 0;
  fault = null;
  /** Units of their quota, as they are told in the end. */
  used = null;

  constructor(token, careful, ports) {
    Object.assign(this, { token, careful, ports });
  }

  /** Who they are; before anything is killed. @throws {Error} when they are not known. */
  async introduce() {
    const answer = await ask(this.ports[0], this.token, { query: '?peek=true' });
    if (answer?.status !== 200) throw new Error(`nobody is known: ${JSON.stringify(answer)}`);
    this.subscriber = answer.body.sub;
  }

  /** Asks, once nobody is killed any more, how much of their quota is used. */
  async look() {
    for (let attempt = 0; attempt < mostLooks; attempt += 1) {
      const answer = await ask(this.ports[attempt % this.ports.length], this.token, { query: '?peek=true' });
      if (answer?.status === 200) {
        this.used = answer.body.quota.used;
        return;
      }
      await new Promise((done) => setTimeout(done, 10 * pauseMs));
    }
  }

  /** @param {() => boolean} goesOn asked before each call */
  async callWhile(goesOn) {
    for (let turn = 0; goesOn() && this.fault === null; turn += 1) await this.#call(turn);
  }

  async #call(turn) {
    const key = this.careful ? randomUUID() : undefined;
    for (let attempt = 0; this.fault === null; attempt += 1) {
      const answer = await ask(this.ports[(turn + attempt) % this.ports.length], this.token, { key });
      if (answer?.status === 200) {
        this.accepted += 1;
        return;
      }
      if (answer !== null && answer.status !== 503) {
        this.fault = `was told ${answer.status} ${JSON.stringify(answer.body)}`;
        return;
      }
      await new Promise((done) => setTimeout(done, pauseMs));
      if (!this.careful) {
        this.unanswered += 1;
        return;
      }
      this.repeated += 1;
    }
  }
}
