import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, getSchemaPath, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.dto';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** The OpenAPI document of the creator's API, from the controllers and DTOs themselves. */
export function buildOpenApiDocument(app: INestApplication): OpenAPIObject {
  const settings = new DocumentBuilder()
    .setTitle('Gatehouse')
    .setDescription("The creator's API: workspaces, GPTs, tiers, subscribers and usage.")
    .setVersion('1')
    .addCookieAuth('gth_session', { type: 'apiKey', in: 'cookie', name: 'gth_session' }, 'session')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'A personal API token (gth_pat_…).' }, 'token')
    .build();
  const document = SwaggerModule.createDocument(app, settings, {
    operationIdFactory: (_controller, method) => method,
    extraModels: [Problem],
  });
  const schemas = Object.entries(document.components?.schemas ?? {}).sort(byName);
  return describeRefusals({
    ...document,
    paths: Object.fromEntries(Object.entries(document.paths).sort(byName)),
    components: { ...document.components, schemas: Object.fromEntries(schemas) },
  });
}

/** Every call may be refused, and always in the same form. */
function describeRefusals(document: OpenAPIObject): OpenAPIObject {
  const refused = {
    description: 'Refused (RFC 9457).',
    content: { 'application/problem+json': { schema: { $ref: getSchemaPath(Problem) } } },
  };
  for (const path of Object.values(document.paths)) {
    for (const { responses } of METHODS.flatMap((method) => path[method] ?? [])) {
      responses['default'] = refused;
      // A refusal that a call describes for itself has the same form.
      if (responses['403'] !== undefined) responses['403'] = { ...responses['403'], content: refused.content };
    }
  }
  return document;
}

/** Publishes the document at `/api/v1/openapi.json`. Built at the first request: most processes are never asked. */
export function serveOpenApiDocument(server: FastifyInstance, app: INestApplication): void {
  let document: OpenAPIObject | undefined;
  server.get('/api/v1/openapi.json', (_request, reply) => {
    document ??= buildOpenApiDocument(app);
    return reply.send(document);
  });
}

const byName = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1);
