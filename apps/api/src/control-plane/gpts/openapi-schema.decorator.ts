import { ValidateBy } from 'class-validator';

/** Characters of a schema. ChatGPT itself takes no larger ones. */
const MAX_LENGTH = 1_000_000;
/** Where a document in YAML says which version of OpenAPI it follows. */
const YAML_VERSION = /^(["']?)openapi\1\s*:\s*["']?3\.\d/m;

/** A document of OpenAPI 3, as a JSON object or as the text of one in JSON or YAML. */
export function IsOpenApiSchema(): PropertyDecorator {
  return ValidateBy({
    name: 'openApiSchema',
    validator: {
      validate: isOpenApiSchema,
      defaultMessage: () =>
        `must be an OpenAPI 3 document of at most ${MAX_LENGTH} characters: a JSON object, or JSON or YAML as text`,
    },
  });
}

function isOpenApiSchema(value: unknown): boolean {
  if (typeof value !== 'string') return isDocument(value) && JSON.stringify(value).length <= MAX_LENGTH;
  if (value.length > MAX_LENGTH) return false;
  if (!value.trimStart().startsWith('{')) return YAML_VERSION.test(value);
  try {
    return isDocument(JSON.parse(value));
  } catch {
    return false;
  }
}

function isDocument(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('openapi' in value)) return false;
  return typeof value.openapi === 'string' && /^3\.\d/.test(value.openapi);
}
