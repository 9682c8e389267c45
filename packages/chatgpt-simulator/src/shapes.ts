import { CALLBACK_HOSTS } from './callback-url';
import { TOKEN_EXCHANGE_METHODS, type RequestForm, type TokenExchangeMethod } from './settings';

/** One way in which ChatGPT may run a whole sign-in. */
export interface Shape {
  /** Short and unique, fit for the name of a test. */
  name: string;
  tokenExchangeMethod: TokenExchangeMethod;
  form: RequestForm;
}

/**
 * Every combination of request forms. The encoding of HTTP Basic only varies where Basic is used, so no two shapes send the
 * same requests.
 */
export function* everyShape(): Generator<Shape> {
  for (const tokenExchangeMethod of TOKEN_EXCHANGE_METHODS) {
    for (const form of everyForm(tokenExchangeMethod)) {
      yield { name: nameOf(tokenExchangeMethod, form), tokenExchangeMethod, form };
    }
  }
}

function* everyForm(method: TokenExchangeMethod): Generator<RequestForm> {
  const basicEncodings: RequestForm['basicEncoding'][] = method === 'basic' ? ['raw', 'percent'] : ['raw'];
  for (const host of CALLBACK_HOSTS)
    for (const tokenEncoding of ['form', 'json'] as const)
      for (const basicEncoding of basicEncodings)
        for (const scope of ['value', 'empty', 'absent'] as const)
          for (const pkce of [false, true]) yield { tokenEncoding, basicEncoding, scope, pkce, host };
}

function nameOf(method: TokenExchangeMethod, form: RequestForm): string {
  const proof = method === 'basic' ? `Basic (${form.basicEncoding})` : 'POST';
  return `${proof}, ${form.tokenEncoding} body, scope ${form.scope}, ${form.pkce ? 'PKCE' : 'no PKCE'}, ${form.host}`;
}
