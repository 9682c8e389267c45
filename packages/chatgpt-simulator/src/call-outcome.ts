import type { Failure, Reply } from './http-client';

/** What ChatGPT does with the outcome of a call. */
export type Reaction =
  /** The model reads the answer. */
  | 'use_answer'
  /** The model reads a refusal and relays its sentence, where there is one. */
  | 'relay_refusal'
  /** 401: the person is asked to sign in again. */
  | 'sign_in_again'
  /** 429 and 5xx: ChatGPT calls less for a while. */
  | 'back_off'
  /** Too large, too slow or not reachable: the model learns only that the action failed. */
  | 'give_up';

export interface CallOutcome {
  reaction: Reaction;
  failure: Failure | null;
  status: number | null;
  headers: Headers;
  /** Empty where there was no usable answer. */
  text: string;
  /** The parsed body; null where it is not JSON. */
  json: unknown;
  /** The `message` of a JSON body: the sentence that the model can relay. */
  message: string | null;
  /** From `Retry-After` (RFC 9110 10.2.3), in seconds or as a date. */
  retryAfterSeconds: number | null;
}

/** Decides how ChatGPT takes a reply of the creator's API. `now` turns a `Retry-After` date into seconds. */
export function decideOutcome(reply: Reply, now: Date): CallOutcome {
  const text = reply.failure === null ? reply.text : '';
  const json = parseJson(text);
  return {
    reaction: reply.failure === null ? reactionTo(reply.status) : 'give_up',
    failure: reply.failure,
    status: reply.status,
    headers: reply.headers,
    text,
    json,
    message: messageIn(json),
    retryAfterSeconds: retryAfterSeconds(reply.headers.get('retry-after'), now),
  };
}

function reactionTo(status: number): Reaction {
  if (status === 401) return 'sign_in_again';
  if (status === 429 || status >= 500) return 'back_off';
  return status >= 400 ? 'relay_refusal' : 'use_answer';
}

function messageIn(json: unknown): string | null {
  if (typeof json !== 'object' || json === null || !('message' in json)) return null;
  return typeof json.message === 'string' ? json.message : null;
}

function retryAfterSeconds(header: string | null, now: Date): number | null {
  if (header === null) return null;
  if (/^\d+$/.test(header)) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now.getTime()) / 1000));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
