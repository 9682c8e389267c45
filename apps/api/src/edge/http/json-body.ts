import { AppError } from '@gatehouse/core';
import type { FastifyInstance } from 'fastify';

/** Bytes of a JSON body that the control plane reads: a GPT with the schema of its API, as text that had to be escaped. */
export const JSON_BODY_LIMIT_BYTES = 1_310_720;

/**
 * Bodies of the control plane are JSON and nothing else (so that no form of another site is ever one), in valid UTF-8 (RFC 8259
 * section 8.1). An empty body is no body: clients state the content type of calls that carry none.
 */
export function readJsonBodies(server: FastifyInstance): void {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: JSON_BODY_LIMIT_BYTES },
    (request, body, done) => {
      if (body.length === 0) {
        done(null, undefined);
        return;
      }
      const text = decode(decoder, body as Buffer);
      if (text === null) done(new AppError('malformed_request', { detail: 'The body is not valid UTF-8.' }));
      else void parse(request, text, done);
    },
  );
}

function decode(decoder: InstanceType<typeof TextDecoder>, body: Buffer): string | null {
  try {
    return decoder.decode(body);
  } catch {
    return null;
  }
}
