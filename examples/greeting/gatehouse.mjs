// Asks Gatehouse who is calling and whether they may. This is all that an API needs to have sign-in, limits and metering.

/**
 * Verifies the bearer token of a request and counts the call.
 *
 * @param {{ verifyUrl: string, timeoutMs: number }} gatehouse
 * @param {string} token the bearer token as it came from ChatGPT
 * @param {string} action the operationId in openapi.yaml; it is what the call is counted under
 * @returns {Promise<{ allowed: true, person: { sub: string, email?: string, name?: string | null, tier?: string } }
 *   | { allowed: false, status: number, headers: Record<string, string>, body: object }>}
 */
export async function verify({ verifyUrl, timeoutMs }, token, action) {
  const url = new URL(verifyUrl);
  url.searchParams.set('action', action);
  let status, headers, answer;
  try {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${token}` },
      // The token must not travel to wherever a redirect points.
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    ({ status, headers } = response);
    answer = await response.json();
  } catch {
    return unavailable();
  }
  // Nobody is let in on an answer that was not understood: no answer means no.
  if (status === 200 && answer?.active === true && typeof answer.sub === 'string') return { allowed: true, person: answer };
  if (status < 400 || typeof answer?.error !== 'string') return unavailable();
  return { allowed: false, status, headers: relayed(headers), body: denial(answer) };
}

/** The headers by which ChatGPT, and people who debug, learn what to do next. */
function relayed(headers) {
  const names = ['retry-after', 'www-authenticate', 'ratelimit', 'ratelimit-policy'];
  return Object.fromEntries(names.filter((name) => headers.has(name)).map((name) => [name, headers.get(name)]));
}

/** `message` is written for the model to relay; the person reads it in the chat. */
function denial({ error, error_description, message, upgrade_url }) {
  return { error, error_description, message, upgrade_url };
}

function unavailable() {
  return {
    allowed: false,
    status: 503,
    headers: { 'retry-after': '5' },
    body: {
      error: 'temporarily_unavailable',
      message: 'The greeting service cannot check who you are right now. Please try again in a minute.',
    },
  };
}
