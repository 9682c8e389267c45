import type { FastifyRequest } from 'fastify';

/** Where a request came from, as far as it can be told. */
export interface RequestOrigin {
  readonly sourceAddress: string;
  readonly userAgent: string | null;
}

const MAX_USER_AGENT_LENGTH = 300;

export function requestOriginOf(request: FastifyRequest): RequestOrigin {
  return { sourceAddress: request.ip, userAgent: userAgentOf(request) };
}

/** Headers are bytes; what is no plain text is left out rather than stored. */
export function userAgentOf(request: FastifyRequest): string | null {
  const agent = request.headers['user-agent']?.replace(/[^\x20-\x7e]/g, '').slice(0, MAX_USER_AGENT_LENGTH);
  return agent === undefined || agent === '' ? null : agent;
}
