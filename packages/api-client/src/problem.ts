import type { components } from './schema';

type Problem = components['schemas']['Problem'];

/** The answer of a call that the API refused (RFC 9457), or that never reached it (`status` 0). */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** Messages by field path, e.g. `email` or `scopes.0.name`, in the words of the API. */
    readonly fields: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** Turns whatever body a refused call carried into an `ApiError`; a proxy's HTML page still becomes a readable sentence. */
export function toApiError(status: number, body: unknown): ApiError {
  if (!isProblem(body)) return new ApiError(status, 'unexpected_answer', sentenceFor(status));
  const fields: Record<string, string> = {};
  for (const { field, message } of body.errors ?? []) fields[field] ??= message;
  return new ApiError(status, body.code, body.detail || body.title || sentenceFor(status), fields);
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';
}

function sentenceFor(status: number): string {
  if (status === 429) return 'Too many attempts. Wait a moment and try again.';
  if (status >= 500) return 'Gatehouse could not answer just now. Try again in a moment.';
  return `The request was refused (${status}).`;
}
