import { AppError, toProblem } from '@gatehouse/core';
import type { Config, Logger } from '@gatehouse/platform';
import { NotFoundException } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pathThroughDoor } from '../custom-domains/tenant-door';
import { sendProblem } from '../errors/problem-reply';
import { JSON_BODY_LIMIT_BYTES } from './json-body';

/** What Node's HTTP parser refuses before there is a request, by the code of its error. */
const REFUSAL_OF_PARSER_CODE: Readonly<Record<string, AppError>> = {
  HPE_HEADER_OVERFLOW: new AppError('header_too_large'),
};

/** `{issuer}/verify`: read by creators' servers, never by a browser. */
const MACHINE_ROUTE = /^(?:\/t\/[^/?]+)?\/verify(?:\?|$)/;

type AnswerThrown = (thrown: unknown, request: FastifyRequest, reply: FastifyReply) => void;

/**
 * A route takes the error handler that its server has when the route is loaded. Nest sets its own after the modules' init hooks, and a hook that
 * waits for a part of the server to load has all routes so far loaded without one. So ours is set before there is any route, and Nest's,
 * which would come to the same filter, are left out.
 */
export class ServerAdapter extends FastifyAdapter {
  private answersItself = false;

  /** Answers what Fastify refuses by itself: unreadable bodies, unknown paths. Call it before any route or plugin is added. */
  answerRefusals(answer: AnswerThrown): void {
    this.instance.setErrorHandler((error, request, reply) => answer(error, request, reply));
    this.instance.setNotFoundHandler((request, reply) => answer(new NotFoundException(), request, reply));
    this.answersItself = true;
  }

  override setErrorHandler(
    handler: Parameters<FastifyAdapter['setErrorHandler']>[0],
  ): ReturnType<FastifyAdapter['setErrorHandler']> {
    return this.answersItself ? this.instance : super.setErrorHandler(handler);
  }

  override setNotFoundHandler(
    handler: Parameters<FastifyAdapter['setNotFoundHandler']>[0],
  ): ReturnType<FastifyAdapter['setNotFoundHandler']> {
    return this.answersItself ? this.instance : super.setNotFoundHandler(handler);
  }

  /** Verify's answers leave out what is only said to browsers (frames, scripts, referrers): half a kilobyte, and a tenth of its work. */
  override registerSecurityHook(hook: Parameters<FastifyAdapter['registerSecurityHook']>[0]): void {
    super.registerSecurityHook((request, response) =>
      MACHINE_ROUTE.test(request.raw.url ?? '') ? undefined : hook(request, response),
    );
  }
}

/** The HTTP server that both planes share. */
export function buildServer(config: Config, logger: Logger): ServerAdapter {
  const { host: publicHost } = new URL(config.publicUrl);
  const adapter = new ServerAdapter({
    logger: false,
    // The client's address is read past the operator's own proxies and no further: what a client put into the header itself is not believed.
    // (With TRUSTED_PROXIES set, the port must be reachable through those proxies only.)
    trustProxy: config.trustedProxies === 0 ? false : (_address, hop) => hop < config.trustedProxies,
    bodyLimit: JSON_BODY_LIMIT_BYTES,
    // A request has to arrive within a minute, or a slow sender holds a socket for ever.
    requestTimeout: 60_000,
    keepAliveTimeout: 72_000,
    // A request without a body gets no stream to wait for: a tenth of what Node spends on it.
    http: { optimizeEmptyRequests: true },
    // A door that is named by its host is longer than any other parameter.
    routerOptions: { maxParamLength: 260 },
    rewriteUrl: (request: IncomingMessage) => pathThroughDoor(request, publicHost),
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(logger, request, reply, error),
    clientErrorHandler: answerUnreadable,
  });
  adapter.getInstance().addHook('preParsing', (request, _reply, payload, done) => {
    // Fastify waits for the end of whatever body has a type, also of one that Node says was never there.
    done(null, request.raw.readableEnded ? Readable.from([]) : payload);
  });
  return adapter;
}

/** Bytes that are no HTTP request get an answer in the same form as any other refusal, and the connection is closed. */
function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const refusal = REFUSAL_OF_PARSER_CODE[error.code ?? ''] ?? new AppError('malformed_request');
  const body = JSON.stringify(toProblem(refusal));
  socket.end(
    `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}\r\ncontent-type: application/problem+json\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
