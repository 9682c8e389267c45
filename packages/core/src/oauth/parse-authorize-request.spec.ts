import fc from 'fast-check';
import type { ClientSnapshot } from './client';
import { type ParameterPairs, pairsFromForm } from './parameters';
import { clientIdFrom, parseAuthorizeRequest } from './parse-authorize-request';
import { s256Challenge } from './pkce';

const client: ClientSnapshot = {
  clientId: 'greeter',
  type: 'confidential',
  redirectUris: ['https://chatgpt.com/aip/g-1/oauth/callback', 'https://example.com/cb?x=1'],
  scopes: [
    { name: 'greet', isDefault: true },
    { name: 'greet.loud', isDefault: false },
  ],
};
const challenge = s256Challenge('v'.repeat(43));
const good = {
  response_type: 'code',
  client_id: 'greeter',
  redirect_uri: 'https://chatgpt.com/aip/g-1/oauth/callback',
  state: 'b3f0c1d2-0000-4000-8000-123456789abc',
};

function decide(changes: Record<string, string | null>, extra: ParameterPairs = [], of: ClientSnapshot | null = client) {
  const pairs = Object.entries({ ...good, ...changes }).flatMap(([name, value]) =>
    value === null ? [] : [[name, value] as const],
  );
  return parseAuthorizeRequest([...pairs, ...extra], of);
}

describe('parseAuthorizeRequest', () => {
  it('accepts what ChatGPT sends, with the default scopes when scope is absent', () => {
    expect(decide({})).toEqual({
      kind: 'valid',
      redirectUri: good.redirect_uri,
      request: {
        clientId: 'greeter',
        redirectUri: good.redirect_uri,
        state: good.state,
        scopes: ['greet'],
        codeChallenge: null,
        nonce: null,
        prompts: [],
        maxAgeSeconds: null,
        expectedSubscriberId: null,
        loginHint: null,
        uiLocales: null,
      },
      idTokenHint: null,
    });
  });

  it.each(['', ' '])('gives the default scopes for the scope %j', (scope) => {
    expect(decide({ scope })).toMatchObject({ kind: 'valid', request: { scopes: ['greet'] } });
  });

  it('takes each empty parameter as an absent one (RFC 6749 3.1)', () => {
    const empty = {
      scope: '',
      code_challenge: '',
      code_challenge_method: '',
      nonce: '',
      prompt: '',
      response_mode: '',
      request: '',
    };
    expect(decide({ ...empty, state: '' })).toMatchObject({ kind: 'valid', request: { state: null, codeChallenge: null } });
  });

  it('ignores unknown parameters, also repeated ones', () => {
    expect(
      decide({}, [
        ['resource', 'a'],
        ['resource', 'b'],
        ['__proto__', 'x'],
      ]),
    ).toMatchObject({ kind: 'valid' });
  });

  it('carries challenge, nonce, prompt, login_hint and ui_locales', () => {
    const changes = {
      code_challenge: challenge,
      code_challenge_method: 'S256',
      nonce: 'n',
      prompt: 'login consent zoom',
      login_hint: 'a@b.c',
      ui_locales: 'de',
      max_age: '60',
      id_token_hint: 'e.y.j',
    };
    expect(decide({ ...changes, scope: 'greet.loud greet' })).toMatchObject({
      kind: 'valid',
      request: {
        scopes: ['greet.loud', 'greet'],
        codeChallenge: challenge,
        nonce: 'n',
        prompts: ['login', 'consent'],
        loginHint: 'a@b.c',
        uiLocales: 'de',
        maxAgeSeconds: 60,
      },
      idTokenHint: 'e.y.j',
    });
  });

  it("knows OpenID Connect's scopes beside the declared ones, and passes over unknown ones in an OpenID request", () => {
    expect(decide({ scope: 'email openid greet' })).toMatchObject({ request: { scopes: ['email', 'openid', 'greet'] } });
    expect(decide({ scope: 'openid phone admin' })).toMatchObject({ request: { scopes: ['openid'] } });
  });

  it('ignores what OpenID Connect lets it ignore: display, acr_values, claims, claims_locales', () => {
    const changes = {
      display: 'popup',
      acr_values: '1 2',
      claims: '{"userinfo":{"name":{"essential":true}}}',
      claims_locales: 'se',
    };
    expect(decide(changes)).toMatchObject({ kind: 'valid' });
  });

  describe('shows a page of ours, and never redirects,', () => {
    it.each([
      ['when client_id is missing', { client_id: null }, 'client_id_missing'],
      ['when client_id is empty', { client_id: '' }, 'client_id_missing'],
      ['when client_id is not the client that was found', { client_id: 'other' }, 'client_unknown'],
      ['when redirect_uri is missing', { redirect_uri: null }, 'redirect_uri_missing'],
      ['when redirect_uri is not registered', { redirect_uri: 'https://evil.example/' }, 'redirect_uri_unknown'],
      [
        'when redirect_uri only begins like a registered one',
        { redirect_uri: `${good.redirect_uri}/more` },
        'redirect_uri_unknown',
      ],
      ['when redirect_uri only differs in its query', { redirect_uri: 'https://example.com/cb?x=2' }, 'redirect_uri_unknown'],
      ['when the request is very large', { state: 's'.repeat(16_384) }, 'request_too_large'],
    ])('%s', (_when, changes, reason) => {
      expect(decide(changes)).toEqual({ kind: 'page_error', reason });
    });

    it('when the client is unknown', () => {
      expect(decide({}, [], null)).toEqual({ kind: 'page_error', reason: 'client_unknown' });
    });

    it.each(['client_id', 'redirect_uri'] as const)('when %s is repeated, even with the same value', (name) => {
      expect(decide({}, [[name, good[name]]])).toEqual({ kind: 'page_error', reason: `${name}_repeated` });
    });

    it('when there are more parameters than anyone needs', () => {
      const many = Array.from({ length: 101 }, (_, index) => [`p${index}`, ''] as const);
      expect(decide({}, many)).toEqual({ kind: 'page_error', reason: 'request_too_large' });
    });
  });

  describe('sends back to the client', () => {
    it.each([
      ['a missing response_type', { response_type: null }, 'invalid_request'],
      ['the implicit grant', { response_type: 'token' }, 'unsupported_response_type'],
      ['the hybrid flow', { response_type: 'code id_token' }, 'unsupported_response_type'],
      ['another response_mode', { response_mode: 'fragment' }, 'invalid_request'],
      ['a request object', { request: 'eyJ' }, 'request_not_supported'],
      ['a request URI', { request_uri: 'https://example.com/r' }, 'request_uri_not_supported'],
      ['a registration', { registration: '{}' }, 'registration_not_supported'],
      ['a max_age that is no number', { max_age: 'soon' }, 'invalid_request'],
      ['a negative max_age', { max_age: '-1' }, 'invalid_request'],
      ['a max_age in parts of a second', { max_age: '1.5' }, 'invalid_request'],
      ['an oversized id_token_hint', { id_token_hint: 'x'.repeat(8193) }, 'invalid_request'],
      ['PKCE plain', { code_challenge: challenge, code_challenge_method: 'plain' }, 'invalid_request'],
      ['PKCE without a method, which means plain', { code_challenge: challenge }, 'invalid_request'],
      ['a method without a challenge', { code_challenge_method: 'S256' }, 'invalid_request'],
      ['a short challenge', { code_challenge: challenge.slice(1), code_challenge_method: 'S256' }, 'invalid_request'],
      ['a padded challenge', { code_challenge: `${challenge}=`, code_challenge_method: 'S256' }, 'invalid_request'],
      ['prompt=none with company', { prompt: 'none login' }, 'invalid_request'],
      ['an unknown scope', { scope: 'greet admin' }, 'invalid_scope'],
      ['a malformed scope', { scope: 'gr"eet' }, 'invalid_scope'],
      ['an oversized scope', { scope: 'greet '.repeat(1000) }, 'invalid_request'],
      ['an oversized nonce', { nonce: 'n'.repeat(1025) }, 'invalid_request'],
      ['an oversized login_hint', { login_hint: 'n'.repeat(513) }, 'invalid_request'],
      ['a nonce with a zero byte', { nonce: 'n\0' }, 'invalid_request'],
    ])('%s', (_what, changes, error) => {
      expect(decide(changes)).toMatchObject({ kind: 'redirect_error', redirectUri: good.redirect_uri, error, state: good.state });
    });

    it.each([
      'response_type',
      'scope',
      'state',
      'code_challenge',
      'code_challenge_method',
      'nonce',
      'prompt',
      'login_hint',
      'ui_locales',
      'max_age',
      'id_token_hint',
    ])('a repeated %s as invalid_request', (name) => {
      expect(decide({ [name]: 'code' }, [[name, 'code']])).toMatchObject({ kind: 'redirect_error', error: 'invalid_request' });
    });

    it('no state when there were two: neither is the one', () => {
      expect(decide({}, [['state', 'other']])).toMatchObject({ kind: 'redirect_error', error: 'invalid_request', state: null });
    });

    it.each([
      ['oversized', 's'.repeat(4097)],
      ['with a zero byte', 'a\0b'],
      ['with a line break', 'a\r\nb'],
      ['that was not UTF-8', 'a\ufffd'],
    ])('a state %s as invalid_request, echoed', (_what, state) => {
      expect(decide({ state })).toMatchObject({ kind: 'redirect_error', error: 'invalid_request', state });
    });

    it('a public client that sends no challenge (RFC 9700 2.1.1)', () => {
      expect(decide({}, [], { ...client, type: 'public' })).toMatchObject({ kind: 'redirect_error', error: 'invalid_request' });
    });
  });

  it('describes errors only in characters that RFC 6749 4.1.2.1 allows, and without words of the request', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('state', 'scope', 'prompt', 'nonce', 'response_type', 'code_challenge'), fc.string()),
        (changes) => {
          const decision = decide(changes);
          if (decision.kind === 'redirect_error') expect(decision.description).toMatch(/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/);
        },
      ),
    );
  });

  it('redirects nowhere but to a registered URI, whatever comes in', () => {
    const names = fc.oneof(fc.constantFrom('client_id', 'redirect_uri', 'state', 'scope', 'response_type'), fc.string());
    const values = fc.oneof(fc.constantFrom(...Object.values(good), ...client.redirectUris, ''), fc.string());
    fc.assert(
      fc.property(fc.array(fc.tuple(names, values), { maxLength: 12 }), (pairs) => {
        const decision = parseAuthorizeRequest(pairs, client);
        if (decision.kind === 'redirect_error') expect(client.redirectUris).toContain(decision.redirectUri);
        if (decision.kind === 'valid') expect(client.redirectUris).toContain(decision.request.redirectUri);
      }),
    );
  });
});

describe('clientIdFrom', () => {
  it('names the one client id, and none when it is missing, repeated or impossible', () => {
    expect(clientIdFrom(pairsFromForm('client_id=greeter'))).toBe('greeter');
    for (const query of [
      '',
      'client_id=',
      'client_id=a&client_id=b',
      'client_id=a%00',
      'client_id=a%20b',
      `client_id=${'a'.repeat(101)}`,
    ]) {
      expect(clientIdFrom(pairsFromForm(query))).toBeNull();
    }
  });
});
