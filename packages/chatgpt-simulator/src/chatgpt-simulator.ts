import { randomBytes } from 'node:crypto';
import { callbackUrlOn, hostOf } from './callback-url';
import { decideOutcome, type CallOutcome } from './call-outcome';
import { ChatGptError, type ServerSaid } from './chatgpt.errors';
import { ExchangeLog, type Exchange } from './exchange-log';
import { HttpClient } from './http-client';
import { makePkcePair } from './pkce';
import { hex, uuid, type Random } from './random';
import { SecretMask } from './secret-mask';
import { CHATGPT_LIMITS, type GptSettings, type Limits, type RequestForm } from './settings';
import { buildTokenRequest, type TokenGrant } from './token-request';
import { parseTokenResponse, type TokenSet } from './token-response';

export interface SimulatorOptions {
  settings: GptSettings;
  /** What is left out is sent in ChatGPT's commonest form, on the host that the callback URL names. */
  form?: Partial<RequestForm>;
  random?: Random;
  fetch?: typeof globalThis.fetch;
  now?: () => Date;
  limits?: Partial<Limits>;
}

export interface ApiCall {
  method?: string;
  /** Sent as JSON. */
  body?: unknown;
}

/** What each of several simultaneous refreshes of the same token came to. */
export type RefreshOutcome = { tokens: TokenSet } | { error: ChatGptError };

/**
 * One person's ChatGPT with one custom GPT: it opens the sign-in, takes the callback, redeems and refreshes tokens, and calls
 * the GPT's API, over HTTP and in the forms that ChatGPT is known to send. It shares no code with the server, so that a
 * mistake on one side does not cancel out on the other.
 */
export class ChatGptSimulator {
  readonly #settings: GptSettings;
  readonly #form: RequestForm;
  readonly #random: Random;
  readonly #now: () => Date;
  readonly #log: ExchangeLog;
  readonly #http: HttpClient;
  readonly #identity: Record<string, string>;
  /** State → PKCE verifier of each sign-in that was opened and has not come back. */
  readonly #opened = new Map<string, string | undefined>();
  readonly #verifiers = new Map<string, string>();
  #tokens: TokenSet | null = null;

  constructor({ settings, form, random, fetch, now, limits }: SimulatorOptions) {
    this.#settings = settings;
    const usual = { tokenEncoding: 'form', basicEncoding: 'raw', scope: 'value', pkce: false } as const;
    this.#form = { ...usual, host: hostOf(settings.callbackUrl), ...form };
    this.#random = random ?? { bytes: randomBytes };
    this.#now = now ?? (() => new Date());
    const mask = new SecretMask();
    mask.learn(settings.clientSecret);
    this.#log = new ExchangeLog(mask);
    this.#http = new HttpClient(fetch ?? globalThis.fetch, { ...CHATGPT_LIMITS, ...limits }, this.#log, this.#now);
    this.#identity = {
      'openai-conversation-id': uuid(this.#random),
      'openai-ephemeral-user-id': uuid(this.#random),
      'openai-gpt-id': `g-${hex(this.#random, 16)}`,
    };
  }

  /** The callback URL as this ChatGPT spells it: the registered one, or its twin on the other host. */
  get callbackUrl(): string {
    return callbackUrlOn(this.#form.host, this.#settings.callbackUrl);
  }

  /** The tokens that ChatGPT holds for this person; null before sign-in and after a refused refresh. */
  get tokens(): TokenSet | null {
    return this.#tokens;
  }

  /** Each request and response so far, oldest first, with every secret masked. */
  get exchanges(): Exchange[] {
    return this.#log.list();
  }

  /** How many exchanges were let go because the log is bounded. */
  get droppedExchanges(): number {
    return this.#log.dropped;
  }

  /** The URL behind "Sign in to …" (RFC 6749 4.1.1). Each call opens a sign-in of its own, with its own state. */
  authorizeUrl(): string {
    const state = uuid(this.#random);
    const pkce = this.#form.pkce ? makePkcePair(this.#random) : undefined;
    this.#opened.set(state, pkce?.verifier);
    const url = new URL(this.#settings.authorizationUrl);
    url.searchParams.set('response_type', 'code');
    url.searchParams.set('client_id', this.#settings.clientId);
    url.searchParams.set('redirect_uri', this.callbackUrl);
    url.searchParams.set('state', state);
    if (this.#form.scope !== 'absent') url.searchParams.set('scope', this.#form.scope === 'value' ? this.#settings.scope : '');
    if (pkce !== undefined) {
      url.searchParams.set('code_challenge', pkce.challenge);
      url.searchParams.set('code_challenge_method', 'S256');
    }
    this.#recordBrowser('authorize', url.href);
    return url.href;
  }

  /**
   * Takes the URL to which the browser came back, and returns its code. A state serves once.
   * @throws ChatGptError `state_invalid` for an unknown or used state, `login_failed` for an `error`, another page than the
   * callback, or a missing code.
   */
  acceptCallback(callback: string | URL): { code: string; state: string; issuer: string | null } {
    const url = new URL(callback);
    try {
      const accepted = this.#readCallback(url);
      this.#recordBrowser('callback', url.href);
      return accepted;
    } catch (error) {
      this.#recordBrowser('callback', url.href, error instanceof ChatGptError ? error.detail : undefined);
      throw error;
    }
  }

  /**
   * Redeems a code for tokens and keeps them.
   * @throws ChatGptError `missing_access_token`, or `login_failed` when the Token URL does not answer.
   */
  async redeem(code: string): Promise<TokenSet> {
    const grant = { code, redirectUri: this.callbackUrl, codeVerifier: this.#verifiers.get(code) };
    this.#tokens = await this.#requestTokens('token', grant);
    return this.#tokens;
  }

  /**
   * Refreshes the tokens and keeps the new ones; an answer without a refresh token keeps the old one (RFC 6749 6).
   * @throws ChatGptError as `redeem`; `missing_credentials` without a refresh token. A refusal signs the person out.
   */
  async refresh(): Promise<TokenSet> {
    const outcome = await this.#refreshOnce(this.#refreshToken());
    this.#settle([outcome]);
    if ('error' in outcome) throw outcome.error;
    return outcome.tokens;
  }

  /**
   * Refreshes the same token `count` times at once, as ChatGPT's servers do. If the server refuses any of them, ChatGPT
   * forgets the tokens, which is how a strict rotation traps people in a sign-in loop.
   * @throws ChatGptError `missing_credentials` without a refresh token.
   */
  async refreshInParallel(count: number): Promise<RefreshOutcome[]> {
    const refreshToken = this.#refreshToken();
    const outcomes = await Promise.all(Array.from({ length: count }, () => this.#refreshOnce(refreshToken)));
    this.#settle(outcomes);
    return outcomes;
  }

  /**
   * Calls the GPT's API for this person. What the API answers, whether it answers at all, and what ChatGPT makes of it is the
   * outcome.
   * @throws ChatGptError `missing_credentials` before sign-in.
   */
  async call(apiUrl: string, { method = 'GET', body }: ApiCall = {}): Promise<CallOutcome> {
    if (this.#tokens === null) throw new ChatGptError('missing_credentials', 'Nobody is signed in.');
    const reply = await this.#http.send('call', {
      method,
      url: apiUrl,
      headers: {
        ...this.#identity,
        accept: '*/*',
        authorization: `Bearer ${this.#tokens.accessToken}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return decideOutcome(reply, this.#now());
  }

  #readCallback(url: URL): { code: string; state: string; issuer: string | null } {
    if (`${url.origin}${url.pathname}` !== this.callbackUrl)
      throw loginFailed('The browser came back to another URL than the callback.');
    const state = url.searchParams.get('state') ?? '';
    if (!this.#opened.has(state)) throw new ChatGptError('state_invalid', 'The state is missing, unknown or used.');
    const verifier = this.#opened.get(state);
    this.#opened.delete(state);
    const error = url.searchParams.get('error');
    if (error !== null) {
      const errorDescription = url.searchParams.get('error_description');
      throw loginFailed(`The sign-in came back with ${error}.`, {
        error,
        ...(errorDescription === null ? {} : { errorDescription }),
      });
    }
    const code = url.searchParams.get('code');
    if (code === null || code === '') throw loginFailed('The sign-in came back without a code.');
    if (verifier !== undefined) this.#verifiers.set(code, verifier);
    return { code, state, issuer: url.searchParams.get('iss') };
  }

  #refreshToken(): string {
    const refreshToken = this.#tokens?.refreshToken ?? null;
    if (refreshToken === null) throw new ChatGptError('missing_credentials', 'There is no refresh token.');
    return refreshToken;
  }

  #settle(outcomes: RefreshOutcome[]): void {
    for (const outcome of outcomes) if ('tokens' in outcome) this.#tokens = outcome.tokens;
    if (outcomes.some((outcome) => 'error' in outcome && isRefusal(outcome.error))) this.#tokens = null;
  }

  async #refreshOnce(refreshToken: string): Promise<RefreshOutcome> {
    try {
      const tokens = await this.#requestTokens('refresh', { refreshToken });
      return { tokens: { ...tokens, refreshToken: tokens.refreshToken ?? refreshToken } };
    } catch (error) {
      if (error instanceof ChatGptError) return { error };
      throw error;
    }
  }

  async #requestTokens(step: 'token' | 'refresh', grant: TokenGrant): Promise<TokenSet> {
    const reply = await this.#http.send(step, buildTokenRequest(this.#settings, this.#form, grant));
    if (reply.failure !== null) throw loginFailed(`The Token URL gave no answer. ${reply.detail}`);
    return parseTokenResponse(reply.status, reply.text);
  }

  #recordBrowser(step: 'authorize' | 'callback', url: string, failure?: string): void {
    const request = { method: 'GET', url, headers: {} };
    this.#log.record({ step, startedAt: this.#now(), durationMs: 0, request, failure });
  }
}

/** A refusal is the server's last word (RFC 6749 5.2); an outage is not, and the tokens stay good. */
function isRefusal({ said }: ChatGptError): boolean {
  return said.status !== undefined && said.status >= 400 && said.status < 500;
}

function loginFailed(detail: string, said: ServerSaid = {}): ChatGptError {
  return new ChatGptError('login_failed', detail, said);
}
