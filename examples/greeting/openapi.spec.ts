import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

interface Operation {
  operationId: string;
  summary: string;
  description: string;
  security: Record<string, string[]>[];
}
interface Schema {
  openapi: string;
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { securitySchemes: Record<string, { type: string; flows: object }> };
}

const schema = parse(readFileSync(join(__dirname, 'openapi.yaml'), 'utf8')) as Schema;
const operations = Object.values(schema.paths).flatMap((path) => Object.values(path));

describe('openapi.yaml of the greeting example', () => {
  it('is OpenAPI 3.1 at one HTTPS server', () => {
    expect(schema.openapi).toMatch(/^3\.1\./);
    expect(schema.servers).toHaveLength(1);
    expect(schema.servers[0]?.url).toMatch(/^https:\/\//);
  });

  it('names the action that the server is counted under', () => {
    expect(operations.map(({ operationId }) => operationId)).toEqual(['getGreeting']);
  });

  it('stays under the 300 characters that ChatGPT reads of a summary and a description', () => {
    for (const { summary, description } of operations) {
      expect(summary.length).toBeLessThan(300);
      expect(description.length).toBeLessThan(300);
    }
  });

  it('declares OAuth on every operation, without which ChatGPT sends no token', () => {
    const schemes = schema.components.securitySchemes;
    for (const { security } of operations) {
      expect(security).not.toHaveLength(0);
      for (const requirement of security) for (const name of Object.keys(requirement)) expect(schemes[name]?.type).toBe('oauth2');
    }
  });
});
