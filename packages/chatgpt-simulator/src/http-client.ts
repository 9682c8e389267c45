import type { ExchangeLog, Step } from './exchange-log';
import type { Limits } from './settings';
import type { OutgoingRequest } from './token-request';

/** OpenAI's documented agent string for requests made on a person's behalf. */
export const CHATGPT_USER_AGENT =
  'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0; +https://openai.com/bot';

export type Failure = 'request_too_large' | 'response_too_large' | 'timed_out' | 'unreachable';

/** What came of a request: an answer, or the reason why there is none that ChatGPT would use. */
export type Reply =
  | { failure: null; status: number; headers: Headers; text: string }
  | { failure: Failure; status: number | null; headers: Headers; detail: string };

/** Sends requests as ChatGPT's servers do, within its limits, and logs each of them. */
export class HttpClient {
  constructor(
    private readonly fetch: typeof globalThis.fetch,
    private readonly limits: Limits,
    private readonly log: ExchangeLog,
    private readonly now: () => Date,
  ) {}

  /** Never throws: what goes wrong on the way is a `failure`. */
  async send(step: Step, outgoing: OutgoingRequest): Promise<Reply> {
    const request = { ...outgoing, headers: { 'user-agent': CHATGPT_USER_AGENT, ...outgoing.headers } };
    const startedAt = this.now();
    const reply = await this.#exchange(request);
    this.log.record({
      step,
      startedAt,
      durationMs: this.now().getTime() - startedAt.getTime(),
      request,
      ...(reply.status === null
        ? {}
        : { response: { status: reply.status, headers: reply.headers, body: reply.failure === null ? reply.text : '' } }),
      ...(reply.failure === null ? {} : { failure: reply.detail }),
    });
    return reply;
  }

  async #exchange(request: OutgoingRequest): Promise<Reply> {
    const { maxCharacters, callTimeoutMs } = this.limits;
    if ((request.body?.length ?? 0) >= maxCharacters) {
      return failed('request_too_large', `The request has ${maxCharacters} characters or more.`);
    }
    try {
      const response = await this.fetch(request.url, {
        method: request.method,
        headers: request.headers,
        ...(request.body === undefined ? {} : { body: request.body }),
        // A bearer token must not follow a redirect to wherever it points, so a redirect is an answer like any other.
        redirect: 'manual',
        signal: AbortSignal.timeout(callTimeoutMs),
      });
      const text = await readUnder(maxCharacters, response);
      if (text !== null) return { failure: null, status: response.status, headers: response.headers, text };
      const detail = `The answer has ${maxCharacters} characters or more.`;
      return { ...failed('response_too_large', detail), status: response.status, headers: response.headers };
    } catch (error) {
      if (isTimeout(error)) return failed('timed_out', `No complete answer within ${callTimeoutMs} ms.`);
      return failed('unreachable', `No connection: ${reasonOf(error)}.`);
    }
  }
}

function failed(failure: Failure, detail: string): Extract<Reply, { failure: Failure }> {
  return { failure, status: null, headers: new Headers(), detail };
}

/** The body, or null as soon as it reaches the limit; the rest is then not read at all. */
async function readUnder(maxCharacters: number, response: Response): Promise<string | null> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.length >= maxCharacters) return null;
  }
  text += decoder.decode();
  return text.length >= maxCharacters ? null : text;
}

// Errors are told by their fields, not by `instanceof`: an injected fetch may come from another realm than this module.
function isTimeout(error: unknown): boolean {
  return fieldsOf(error)?.name === 'TimeoutError';
}

function reasonOf(error: unknown): string {
  const cause = fieldsOf(fieldsOf(error)?.cause);
  if (typeof cause?.code === 'string') return cause.code;
  return String(fieldsOf(error)?.message ?? error);
}

function fieldsOf(error: unknown): { name?: unknown; message?: unknown; code?: unknown; cause?: unknown } | null {
  return typeof error === 'object' ? error : null;
}
