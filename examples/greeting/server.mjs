// A tiny real API behind a GPT. It greets the person who signed in from ChatGPT, by name.
import { createServer } from 'node:http';
import { verify } from './gatehouse.mjs';

const GREETINGS = ['Good to see you', 'Hello', 'How have you been', 'Lovely to hear from you', 'Welcome back'];

const gatehouse = { verifyUrl: requiredUrl('GATEHOUSE_VERIFY_URL'), timeoutMs: wholeNumber('VERIFY_TIMEOUT_MS', 5000) };

const server = createServer((request, response) => {
  // Requests of this API have no body; what is sent all the same is not kept.
  request.resume();
  answer(request).then(
    ({ status, headers = {}, body }) => send(response, status, headers, body),
    () => send(response, 500, {}, { error: 'internal', message: 'Something went wrong in the greeting service.' }),
  );
});

async function answer(request) {
  const pathname = request.url.split('?', 1)[0];
  if (pathname !== '/greeting' && pathname !== '/healthz') {
    return { status: 404, body: { error: 'not_found', message: 'There is nothing here. Try GET /greeting.' } };
  }
  if (request.method !== 'GET') {
    return { status: 405, headers: { allow: 'GET' }, body: { error: 'method_not_allowed', message: 'Only GET works here.' } };
  }
  return pathname === '/healthz' ? { status: 200, body: { status: 'ok' } } : greet(request);
}

async function greet(request) {
  const token = bearerToken(request.headers.authorization);
  if (token === null) {
    const body = { error: 'invalid_token', message: 'Please sign in to be greeted.' };
    return { status: 401, headers: { 'www-authenticate': 'Bearer' }, body };
  }
  const verdict = await verify(gatehouse, token, 'getGreeting');
  if (!verdict.allowed) return verdict;
  const name = nameOf(verdict.person);
  const greeting = GREETINGS[Math.floor(Math.random() * GREETINGS.length)];
  return { status: 200, body: { greeting: `${greeting}, ${name}!`, name } };
}

/** The token of an `Authorization: Bearer` header (RFC 6750 2.1), or null. */
function bearerToken(header) {
  return /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i.exec(header ?? '')?.[1] ?? null;
}

/** People who sign in with an emailed code may not have told their name; then the address stands in for it. */
function nameOf({ name, email }) {
  return name?.trim() || email?.split('@')[0] || 'friend';
}

function send(response, status, headers, body) {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers });
  response.end(JSON.stringify(body));
}

function requiredUrl(name) {
  const value = process.env[name];
  if (value && URL.canParse(value)) return value;
  console.error(`Set ${name} to the Verify URL that Gatehouse shows for your GPT.`);
  process.exit(1);
}

function wholeNumber(name, fallback) {
  const value = process.env[name] ?? String(fallback);
  if (/^\d+$/.test(value)) return Number(value);
  console.error(`${name} must be a whole number.`);
  process.exit(1);
}

server.listen(wholeNumber('PORT', 4000), process.env.HOST ?? '127.0.0.1', () => {
  const { address, port } = server.address();
  console.log(`Greeting API on http://${address}:${port}/greeting`);
});

for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => server.close(() => process.exit(0)));
