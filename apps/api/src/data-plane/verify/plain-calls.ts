import type { FastifyInstance } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { foreignHost } from '../../edge/custom-domains/tenant-door';
import { observeRequest } from '../../edge/http/request-durations';
import type { VerifyAnswer } from './verify-answer';
import { type VerifyRequest, verifyRequestFrom } from './verify-request';

export const VERIFY_ROUTE = '/t/:workspace/verify';

const PLAIN_PATH = /^\/t\/([a-z0-9-]{1,63})\/verify(?:\?|$)/;

export interface PlainCalls {
  /** Host of the service itself. */
  readonly publicHost: string;
  /** Never rejects. */
  readonly answer: (request: VerifyRequest) => Promise<VerifyAnswer>;
}

/**
 * Answers plain calls to verify on the event of the HTTP server, ahead of Fastify, whose routing, request, reply and hooks cost as much as all
 * that verify does itself. Everything else goes on to Fastify: bodies, custom domains, other methods, and whatever comes once the server
 * closes. Its route of verify comes to the same answers, in the same words.
 */
export function answerPlainCalls(server: FastifyInstance, { publicHost, answer }: PlainCalls): void {
  const http = server.server;
  const toFastify = http.listeners('request') as ((request: IncomingMessage, response: ServerResponse) => void)[];
  let closing = false;
  server.addHook('preClose', (done) => {
    closing = true;
    done();
  });

  async function respond(request: IncomingMessage, response: ServerResponse, workspace: string): Promise<void> {
    const began = performance.now();
    const answered = await answer(verifyRequestFrom(request, workspace, null));
    write(response, answered);
    observeRequest(request.method ?? '', VERIFY_ROUTE, answered.status, (performance.now() - began) / 1000);
  }

  http.removeAllListeners('request');
  http.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const workspace = closing ? undefined : workspaceOfPlainCall(request, publicHost);
    if (workspace !== undefined) void respond(request, response, workspace);
    else for (const listener of toFastify) listener(request, response);
  });
}

/** At whose door a plain call stands; undefined when it is none. */
function workspaceOfPlainCall({ method, url = '', headers }: IncomingMessage, publicHost: string): string | undefined {
  if (method !== 'GET' && method !== 'POST') return undefined;
  if (headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined) return undefined;
  if (headers.host !== publicHost && foreignHost(headers.host, publicHost) !== null) return undefined;
  return PLAIN_PATH.exec(url)?.[1];
}

/** In one piece: Node sends head and body together when it knows the length beforehand. */
function write(response: ServerResponse, { status, headers, text }: VerifyAnswer): void {
  const head = ['content-type', 'application/json; charset=utf-8', 'cache-control', 'no-store'];
  for (const name in headers) head.push(name, headers[name] ?? '');
  head.push('content-length', String(Buffer.byteLength(text)));
  response.writeHead(status, head);
  response.end(text);
}
