import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';

/** The OpenAPI document of the creator's API, from the controllers and DTOs themselves. */
export function buildOpenApiDocument(app: INestApplication): OpenAPIObject {
  const settings = new DocumentBuilder()
    .setTitle('Gatehouse')
    .setDescription("The creator's API: workspaces, GPTs, tiers, subscribers and usage.")
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addCookieAuth('gth_session', { type: 'apiKey', in: 'cookie', name: 'gth_session' }, 'session')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'A personal API token (gth_pat_…).' }, 'token')
    .build();
  const document = SwaggerModule.createDocument(app, settings, { operationIdFactory: (_controller, method) => method });
  // Passport's redirects under /auth are pages, not calls.
  const paths = Object.entries(document.paths).filter(([path]) => path.startsWith('/api/'));
  return { ...document, paths: Object.fromEntries(paths.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** Publishes the document at `/api/v1/openapi.json`. Built at the first request: most processes are never asked. */
export function serveOpenApiDocument(server: FastifyInstance, app: INestApplication): void {
  let document: OpenAPIObject | undefined;
  server.get('/api/v1/openapi.json', (_request, reply) => {
    document ??= buildOpenApiDocument(app);
    return reply.send(document);
  });
}
