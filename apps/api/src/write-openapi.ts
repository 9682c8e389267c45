import 'reflect-metadata';
import { createLogger, loadConfig } from '@gatehouse/platform';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ControlPlaneModule } from './control-plane.module';
import { buildOpenApiDocument } from './control-plane/openapi-document';
import { verifyPaths, verifySchemas } from './data-plane/verify/verify.openapi';
import { RootModule } from './root.module';

const CLIENT_ROOT = join(__dirname, '..', '..', '..', 'packages', 'api-client');

/** Complete, so that the modules can be described; nothing is ever connected to what it names. */
const ENVIRONMENT = {
  DATABASE_URL: 'postgres://preview',
  REDIS_URL: 'redis://preview',
  SMTP_URL: 'smtp://preview',
  MASTER_KEYS: `preview:${Buffer.alloc(32).toString('base64')}`,
  LOG_LEVEL: 'silent',
};

/**
 * Writes the API's OpenAPI document to packages/api-client/openapi.json, from which `openapi-typescript` makes the types of the client. Nest's
 * preview mode wires nothing, so no server is needed.
 */
async function run(): Promise<void> {
  const config = loadConfig(ENVIRONMENT);
  const root = RootModule.with({ config, logger: createLogger(config, 'openapi') }, [ControlPlaneModule]);
  const app = await NestFactory.create<NestFastifyApplication>(root, new FastifyAdapter(), { preview: true, logger: ['error'] });
  await writeFile(
    join(CLIENT_ROOT, 'openapi.json'),
    `${JSON.stringify(buildOpenApiDocument(app, { paths: verifyPaths, schemas: verifySchemas }), null, 2)}\n`,
  );
}

run().catch((error: Error) => {
  process.stderr.write(`The API document could not be written: ${error.stack ?? error.message}\n`);
  process.exit(1);
});
