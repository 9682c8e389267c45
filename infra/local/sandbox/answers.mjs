const bodyLimit = 100_000;

/** A request that the sandbox refuses; rendered by the server as it was asked (page or JSON). */
export class Refusal extends Error {
  /** @param {{status: number, code: string, message: string, as?: 'page' | 'json'}} facts */
  constructor({ status, code, message, as = 'page' }) {
    super(message);
    Object.assign(this, { status, code, as });
  }
}

// Styles and scripts come from files of ours, so that no inline code is allowed; `img-src` is for pictures in mails.
const pagePolicy =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; img-src 'self'; base-uri 'none'";

function send(response, status, headers, body) {
  response.writeHead(status, {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}

export const sendPage = (response, body, status = 200) =>
  send(response, status, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': pagePolicy }, body);

export const sendJson = (response, value, status = 200) =>
  send(response, status, { 'content-type': 'application/json; charset=utf-8' }, JSON.stringify(value));

export const sendFile = (response, type, body, headers = {}) => send(response, 200, { 'content-type': type, ...headers }, body);

/** 303, so that the browser follows with a GET whatever it sent. */
export const sendRedirect = (response, location) => send(response, 303, { location }, '');

/** @throws {Refusal} 413 when it is larger than any form of ours. */
export async function readForm(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > bodyLimit) throw new Refusal({ status: 413, code: 'too_large', message: 'The request is too large.' });
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}
