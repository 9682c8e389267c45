import { readFileSync } from 'node:fs';
import http from 'node:http';
import { Refusal, sendFile, sendJson, sendPage } from './answers.mjs';
import { html, page } from './markup.mjs';

const asset = (name, type) => {
  const body = readFileSync(new URL(`assets/${name}`, import.meta.url));
  return ({ response }) => sendFile(response, type, body);
};

const providerItem = ({ name }) => html`<li>${name}'s sign-in: sample accounts, where “Continue with ${name}” leads</li>`;

const indexPage = ({ stripe, google, github, microsoft, store, chatgpt }) =>
  page({
    title: 'What stands in here',
    body: html`
      <main class="card">
        <h1>What stands in here</h1>
        <ul class="links">
          ${store && html`<li><a href="/dev/mail">Mail</a>: everything that would have been sent</li>`}
          ${stripe && html`<li><a href="/dev/stripe">Stripe</a>: accounts, payments, and a clock that can be moved</li>`}
          ${chatgpt && html`<li><a href="/dev/chatgpt">ChatGPT</a>: the GPT editor's form, a sign-in and calls, without ChatGPT</li>`}
          ${[google, github, microsoft].filter(Boolean).map(providerItem)}
        </ul>
        <p class="lead">
          A GPT's own client at any of them: ID <code>creators-own-client</code>, secret <code>creators-own-secret</code>.
        </p>
      </main>
    `,
  });

const errorPage = (error) =>
  page({
    title: `Error ${error.status}`,
    body: html`<main class="card">
      <h1>Error ${error.status}: ${error.code}</h1>
      <p class="lead">${error.message}</p>
    </main>`,
  });

const baseRoutes = {
  'GET /dev': (context) => sendPage(context.response, indexPage(context)),
  'GET /dev/assets/sandbox.css': asset('sandbox.css', 'text/css; charset=utf-8'),
  'GET /dev/assets/stripe.css': asset('stripe.css', 'text/css; charset=utf-8'),
  'GET /dev/assets/chatgpt.css': asset('chatgpt.css', 'text/css; charset=utf-8'),
  'GET /dev/assets/copy.js': asset('copy.js', 'text/javascript; charset=utf-8'),
  'GET /dev/assets/inbox.js': asset('inbox.js', 'text/javascript; charset=utf-8'),
};

/** `GET /dev/mail/:id` → a pattern with the named parts. */
function compile(routes) {
  return Object.entries(routes).map(([key, handle]) => {
    const [method, path] = key.split(' ');
    return { method, pattern: new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/:(\w+)/g, '(?<$1>[\\w-]+)')}/?$`), handle };
  });
}

function routeFor(routes, method, path) {
  const asked = method === 'HEAD' ? 'GET' : method;
  for (const { method: served, pattern, handle } of routes) {
    const match = served === asked ? pattern.exec(path) : null;
    if (match !== null) return { handle, parameters: match.groups ?? {} };
  }
  throw new Refusal({ status: 404, code: 'not_found', message: 'There is nothing at this address of the sandbox.' });
}

function answerError(request, response, error) {
  if (response.headersSent) return response.destroy();
  const refusal =
    error instanceof Refusal ? error : new Refusal({ status: 500, code: 'server_error', message: 'The sandbox failed.' });
  if (refusal !== error) console.error(error);
  // The client library takes an answer without an `error` object for a success.
  if (request.url.startsWith('/v1/'))
    return sendJson(
      response,
      { error: { type: 'invalid_request_error', message: `Unrecognized request URL (${request.method}: ${request.url}).` } },
      refusal.status,
    );
  if (refusal.as === 'json')
    return sendJson(response, { error: refusal.code, error_description: refusal.message }, refusal.status);
  return sendPage(response, errorPage(refusal), refusal.status);
}

/** @param {{google: object | null, github: object | null, microsoft: object | null, store: object | null, chatgpt: object | null, stripe: object | null}} parts what stands in; the other's paths answer 404. */
export function createServer(parts, routes) {
  const compiled = compile({ ...baseRoutes, ...routes });
  return http.createServer((request, response) => {
    Promise.resolve()
      .then(() => {
        const url = new URL(request.url, 'http://sandbox');
        const { handle, parameters } = routeFor(compiled, request.method, url.pathname);
        return handle({ ...parts, request, response, parameters, query: url.searchParams });
      })
      .catch((error) => answerError(request, response, error));
  });
}
