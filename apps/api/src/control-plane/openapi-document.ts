import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, getSchemaPath, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.dto';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** What a document says of calls that no controller makes. */
export interface DescribedCalls {
  readonly paths: OpenAPIObject['paths'];
  readonly schemas: NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
}

/**
 * The OpenAPI document: the creator's API from the controllers and DTOs themselves.
 * @param others calls of the other plane, whose routes lie directly on the server and are described by hand
 */
export function buildOpenApiDocument(app: INestApplication, others: DescribedCalls): OpenAPIObject {
  const settings = new DocumentBuilder()
    .setTitle('Gatehouse')
    .setDescription(
      "The creator's API: workspaces, GPTs, tiers, subscribers and usage; and verify, which the creator's own server asks. The OAuth endpoints of a workspace are described by its discovery document.",
    )
    .setVersion('1')
    .addCookieAuth('gth_session', { type: 'apiKey', in: 'cookie', name: 'gth_session' }, 'session')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'A personal API token (gth_pat_…).' }, 'token')
    .addBearerAuth(
      { type: 'http', scheme: 'bearer', description: 'What ChatGPT sent: an access token, or a service key.' },
      'bearer',
    )
    .build();
  const document = SwaggerModule.createDocument(app, settings, {
    operationIdFactory: (_controller, method) => method,
    extraModels: [Problem],
  });
  const { paths, components } = describeRefusals(document);
  return {
    ...document,
    paths: sorted({ ...paths, ...others.paths }),
    components: { ...components, schemas: sorted({ ...components?.schemas, ...others.schemas }) },
  };
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
export function serveOpenApiDocument(server: FastifyInstance, app: INestApplication, others: DescribedCalls): void {
  let document: OpenAPIObject | undefined;
  server.get('/api/v1/openapi.json', (_request, reply) => {
    document ??= buildOpenApiDocument(app, others);
    return reply.send(document);
  });
}

const sorted = <Value>(named: Record<string, Value>): Record<string, Value> =>
  Object.fromEntries(Object.entries(named).sort(([a], [b]) => (a < b ? -1 : 1)));
