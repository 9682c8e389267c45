import { AppError, type ProblemCode } from '@gatehouse/core';
import { isRefusedByRedis } from '@gatehouse/platform';
import { HttpException } from '@nestjs/common';

/** Statuses that Nest and Fastify refuse with before any code of ours runs, and what they mean here. */
const CODE_OF_STATUS: Readonly<Record<number, ProblemCode>> = {
  400: 'malformed_request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  406: 'not_acceptable',
  408: 'malformed_request',
  413: 'payload_too_large',
  // An over-long path parameter is the id of nothing.
  414: 'not_found',
  415: 'unsupported_media_type',
  431: 'header_too_large',
  503: 'temporarily_unavailable',
};

const DETAIL_OF_FASTIFY_CODE: Readonly<Record<string, string>> = {
  FST_ERR_BAD_URL: 'The path is not valid percent-encoded text.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'Send the body as application/json.',
  FST_ERR_CTP_BODY_TOO_LARGE: 'The body is larger than this call accepts.',
  FST_ERR_CTP_INVALID_JSON_BODY: 'The body is not valid JSON.',
};

/** Postgres or Redis cannot do it (just now): codes of Node's sockets, of Postgres classes 08, 53 and 57, and a lock waited for in vain. */
const UNAVAILABLE_CODE = /^(ECONN|EPIPE$|ETIMEDOUT$|ENOTFOUND$|EHOSTUNREACH$|08|53|57|55P03$)/;
const UNAVAILABLE_MESSAGE =
  /max retries per request|connection is closed|connection terminated|not queryable|query read timeout|timeout exceeded when trying to connect/i;

/**
 * What to answer to anything that was thrown. Answers the refusal, and whether the cause was unexpected, in which case it must be logged
 * because the caller is told nothing about it.
 */
export function problemFrom(thrown: unknown): { refusal: AppError; unexpected: boolean } {
  if (thrown instanceof AppError) return { refusal: thrown, unexpected: thrown.status >= 500 };
  const status = statusOf(thrown);
  const code = status === null ? undefined : CODE_OF_STATUS[status];
  if (code !== undefined && status !== null && status < 500) {
    const detail = DETAIL_OF_FASTIFY_CODE[textOf(thrown, 'code')];
    return { refusal: new AppError(code, { ...(detail === undefined ? {} : { detail }), cause: thrown }), unexpected: false };
  }
  if (code === 'temporarily_unavailable' || isUnavailable(thrown)) {
    return { refusal: new AppError('temporarily_unavailable', { retryAfterSeconds: 2, cause: thrown }), unexpected: true };
  }
  return { refusal: new AppError('internal_error', { cause: thrown }), unexpected: true };
}

function statusOf(thrown: unknown): number | null {
  if (thrown instanceof HttpException) return thrown.getStatus();
  const status = typeof thrown === 'object' && thrown !== null && 'statusCode' in thrown ? thrown.statusCode : null;
  return typeof status === 'number' ? status : null;
}

function isUnavailable(thrown: unknown): boolean {
  // FATAL is Postgres' word for an error that ends the connection, or keeps one from being made.
  if (textOf(thrown, 'severity') === 'FATAL' || isRefusedByRedis(thrown)) return true;
  return UNAVAILABLE_CODE.test(textOf(thrown, 'code')) || UNAVAILABLE_MESSAGE.test(textOf(thrown, 'message'));
}

function textOf(thrown: unknown, key: 'code' | 'message' | 'severity'): string {
  const value = typeof thrown === 'object' && thrown !== null ? (thrown as Record<string, unknown>)[key] : '';
  return typeof value === 'string' ? value : '';
}
