import type { SecretMask } from './secret-mask';
import type { OutgoingRequest } from './token-request';

/** Where in the sign-in, or after it, an exchange belongs. The first two are the person's browser's, the rest ChatGPT's own. */
export type Step = 'authorize' | 'callback' | 'token' | 'refresh' | 'call';

/** One request and what came of it, with every secret masked. */
export interface Exchange {
  step: Step;
  /** RFC 3339, UTC. */
  startedAt: string;
  durationMs: number;
  request: { method: string; url: string; headers: Record<string, string>; body: string | null };
  /** Null where nothing came back, or where the browser, not ChatGPT, saw the answer. */
  response: { status: number; headers: Record<string, string>; body: string } | null;
  /** Why the exchange failed, in plain words; null where it did not. */
  failure: string | null;
}

/** What is known of an exchange before masking. */
export interface RawExchange {
  step: Step;
  startedAt: Date;
  durationMs: number;
  request: OutgoingRequest;
  response?: { status: number; headers: Headers; body: string } | undefined;
  failure?: string | undefined;
}

const MAX_EXCHANGES = 500;
const MAX_BODY_CHARACTERS = 4_000;

/** The newest exchanges, masked. Bounded, so that a long benchmark does not fill memory; `dropped` says how many it let go. */
export class ExchangeLog {
  readonly #exchanges: Exchange[] = [];
  #dropped = 0;

  constructor(private readonly mask: SecretMask) {}

  get dropped(): number {
    return this.#dropped;
  }

  list(): Exchange[] {
    return [...this.#exchanges];
  }

  record(raw: RawExchange): void {
    if (this.#exchanges.length === MAX_EXCHANGES) {
      this.#exchanges.shift();
      this.#dropped += 1;
    }
    this.#exchanges.push(this.#masked(raw));
  }

  #masked({ step, startedAt, durationMs, request, response, failure }: RawExchange): Exchange {
    // Bodies first: they teach the mask the secrets that URLs, headers and failures may repeat.
    const body = request.body === undefined ? null : this.#body(request.body);
    const answer = response === undefined ? null : this.#body(response.body);
    return {
      step,
      startedAt: startedAt.toISOString(),
      durationMs,
      request: {
        method: request.method,
        url: this.mask.url(request.url),
        headers: this.mask.headers(Object.entries(request.headers)),
        body,
      },
      response:
        response === undefined || answer === null
          ? null
          : { status: response.status, headers: this.mask.headers(response.headers), body: answer },
      failure: failure === undefined ? null : this.mask.text(failure),
    };
  }

  #body(text: string): string {
    const masked = this.mask.body(text);
    return masked.length > MAX_BODY_CHARACTERS ? `${masked.slice(0, MAX_BODY_CHARACTERS)}… (${text.length} characters)` : masked;
  }
}
