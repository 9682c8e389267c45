import { feedFrom } from './feeds.mjs';

const placeholder = '{value}';

/**
 * @typedef {object} TargetSpec
 * @property {number} port on 127.0.0.1
 * @property {string} method
 * @property {string} path may hold `{value}`, as may the headers and the body
 * @property {Record<string, string>} headers
 * @property {string} [body]
 * @property {import('./feeds.mjs').FeedSpec} feed
 */

function requestText({ port, method, path, headers, body }, value) {
  const text = body === undefined ? '' : body.replace(placeholder, value);
  const lines = Object.entries(headers).map(([name, content]) => `${name}: ${content.replace(placeholder, value)}`);
  if (body !== undefined) lines.push(`Content-Length: ${Buffer.byteLength(text)}`);
  const start = `${method} ${path.replace(placeholder, value)} HTTP/1.1`;
  return [start, `Host: 127.0.0.1:${port}`, ...lines, '', text].join('\r\n');
}

/** Whom to load, with what. Lives through all runs, so that codes stay spent and refresh tokens go on where they were. */
export class Target {
  #spec;
  #feed;
  #prepared = new Map();

  /**
   * @param {TargetSpec} spec
   * @param {Target} [parent] the target whose answers hold what this one's requests begin with
   */
  constructor(spec, parent) {
    this.#spec = spec;
    this.#feed = feedFrom(spec.feed, parent?.#feed);
    // Values that come again and again are made into requests once, not in the measured time.
    if (spec.feed.kind === 'cycle') for (const value of spec.feed.values) this.#prepared.set(value, this.#build(value));
    this.address = { host: '127.0.0.1', port: spec.port };
  }

  /** The next request, or null when there is none. @returns {{value: string, bytes: Buffer} | null} */
  take() {
    const value = this.#feed.take();
    return value === null ? null : { value, bytes: this.#prepared.get(value) ?? this.#build(value) };
  }

  /** Hands back what an accepted request led to. */
  give(value, body) {
    this.#feed.give(value, body);
  }

  #build(value) {
    return Buffer.from(requestText(this.#spec, value), 'latin1');
  }
}
