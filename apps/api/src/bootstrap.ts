import { Database } from '@gatehouse/platform';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Redis } from 'ioredis';
import { setTimeout as delay } from 'node:timers/promises';
import { ControlPlaneModule } from './control-plane.module';
import { serveOpenApiDocument } from './control-plane/openapi-document';
import { verifyPaths, verifySchemas } from './data-plane/verify/verify.openapi';
import { CustomDomains } from './edge/custom-domains/custom-domains.service';
import { refuseServicePaths } from './edge/custom-domains/service-paths';
import { serveTlsAllowed } from './edge/custom-domains/tls-allowed';
import { answerThrown } from './edge/errors/answer-thrown';
import { buildServer } from './edge/http/fastify-server';
import { readJsonBodies } from './edge/http/json-body';
import { serveMetrics } from './edge/http/metrics';
import { NestLog } from './edge/http/nest-log';
import { RouteMethods } from './edge/http/route-methods';
import { proxySandbox } from './edge/http/sandbox-proxy';
import { securityHeadersFor } from './edge/http/security-headers';
import { Readiness, serveHealth } from './edge/http/service-routes';
import { serveDashboard } from './edge/http/static-dashboard';
import type { PlatformOptions } from './edge/platform.module';
import { REDIS } from './edge/tokens';
import { RequestValidationPipe } from './edge/validation/request-validation.pipe';
import { RootModule } from './root.module';

/** The API, wired and ready to listen. */
export interface Api {
  readonly app: NestFastifyApplication;
  readonly server: FastifyInstance;
  /** Says that it is not ready, after the drain time stops taking work, finishes what was begun, closes Postgres and Redis. */
  close(): Promise<void>;
}

/**
 * Builds the API of one process.
 * @param planes root modules of the planes that this process serves
 * @throws when Postgres cannot be reached or the schema was never migrated
 */
export async function buildApi(options: PlatformOptions, planes: readonly Type[]): Promise<Api> {
  const adapter = buildServer(options.config, options.logger);
  const app = await NestFactory.create<NestFastifyApplication>(RootModule.with(options, planes), adapter, {
    logger: new NestLog(options.logger),
    bodyParser: false,
    abortOnError: false,
  });
  const server = adapter.getInstance<FastifyInstance>();
  const answering = { logger: options.logger, routeMethods: app.get(RouteMethods) };
  adapter.answerRefusals((thrown, request, reply) => answerThrown(answering, thrown, request, reply));
  app.useSecurityHeaders(securityHeadersFor(options.config.publicUrl));
  app.useGlobalPipes(new RequestValidationPipe());
  await prepareServer(server, app, options, planes);
  await app.init();
  await server.ready();
  return { app, server, close: () => close(app, options.config.drainSeconds) };
}

async function prepareServer(
  server: FastifyInstance,
  app: NestFastifyApplication,
  { config, logger }: PlatformOptions,
  planes: readonly Type[],
): Promise<void> {
  app.get(RouteMethods).learnFrom(server);
  server.decorateRequest('caller', null);
  server.decorateRequest('workspaceAccess', null);
  server.addHook('onRequest', (request, reply, done) => {
    // Answers of the API are about one person at one moment.
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
    done();
  });
  refuseServicePaths(server, app.get(CustomDomains), config.publicUrl);
  server.decorate('botCheck', config.botCheck);
  readJsonBodies(server);
  serveMetrics(server);
  serveTlsAllowed(server, app.get(CustomDomains));
  serveHealth(server, app.get(Readiness), app.get(Database), app.get<Redis>(REDIS));
  if (config.sandboxUrl !== null) await proxySandbox(server, config.sandboxUrl, config.publicUrl, logger);
  if (!planes.includes(ControlPlaneModule)) return;
  serveOpenApiDocument(server, app, { paths: verifyPaths, schemas: verifySchemas });
  await serveDashboard(server);
}

/** How often connections that have fallen idle are let go of while the process stops, in milliseconds. */
const IDLE_SWEEP_MS = 50;

/** Says first that it stops, and goes on answering while whoever sends requests finds that out: what arrives meanwhile is not refused. */
async function close(app: NestFastifyApplication, drainSeconds: number): Promise<void> {
  app.get(Readiness).stop();
  if (drainSeconds > 0) await delay(drainSeconds * 1_000);
  const http = app.getHttpServer();
  // A connection that was busy when the stop began would otherwise be kept alive for its client's next request, and the stop with it.
  const sweep = setInterval(() => http.closeIdleConnections(), IDLE_SWEEP_MS);
  await app.close().finally(() => clearInterval(sweep));
}
