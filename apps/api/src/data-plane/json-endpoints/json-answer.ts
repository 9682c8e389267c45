import type { FastifyReply } from 'fastify';

/** What the handler of an endpoint for programs decided: a value, so that a refusal is one too. */
export interface JsonAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Null: an answer without a body. */
  readonly body: object | null;
}

/** An error of an OAuth endpoint (RFC 6749 5.2). The description is for the developer of the client. */
export function oauthError(
  status: number,
  error: string,
  description: string,
  headers: Readonly<Record<string, string>> = {},
): JsonAnswer {
  return { status, headers, body: { error, error_description: description } };
}

/** Sends it, unless the answer says otherwise kept by no cache: it is about one person or one credential (RFC 6749 5.1). */
export function sendJson(reply: FastifyReply, { status, headers = {}, body }: JsonAnswer): FastifyReply {
  void reply.code(status).header('cache-control', 'no-store').headers(headers);
  return body === null ? reply.send() : reply.type('application/json; charset=utf-8').send(JSON.stringify(body));
}
