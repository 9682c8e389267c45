import type { Schema } from './operations';

/** Text that no field takes: Postgres cannot store it, or it is no text, or there is too much of it. */
const BAD_TEXT: readonly unknown[] = ['a\u0000b', '\u0000', 'half \ud800 pair', 'x'.repeat(100_000), '☃'.repeat(30_000)];

/** Values that a field of this schema must refuse. */
export function badValuesFor(schema: Schema, resolve: (schema: Schema) => Schema): unknown[] {
  const { type, nullable } = schema;
  const nothing = nullable === true ? [] : [null];
  // The schema of a GPT's API: an object or text.
  if (schema.oneOf !== undefined) return [1, true, [], ['a'], {}, { openapi: 3 }, 'no', '{"openapi":', ...BAD_TEXT];
  switch (type) {
    case 'string':
      return [
        ...nothing,
        1,
        1.5,
        true,
        [],
        ['a'],
        {},
        { $ne: null },
        ...BAD_TEXT,
        ...(schema.format === 'email' || schema.enum ? ['', 'no', '☃'] : []),
      ];
    case 'integer':
      return [...nothing, '1', '', 1.5, -1, 1e21, Number.MAX_SAFE_INTEGER, true, [], [1], {}, '☃', ...numbersOutside(schema)];
    case 'boolean':
      return [...nothing, 'true', 0, 1, '', [], {}, '☃'];
    case 'array':
      return [
        ...nothing,
        'a',
        1,
        true,
        {},
        { length: 2 },
        [null],
        [[]],
        [{ '☃': 1 }],
        Array.from({ length: 10_000 }, (_, n) => `x${n}`),
        ...(schema.items === undefined ? [] : badValuesFor(resolve(schema.items), resolve).map((bad) => [bad])),
      ];
    case 'object':
      return [...nothing, 'a', 1, true, [], [1], { a: { b: 1 } }, { a: 'x'.repeat(100_000) }, ...badObjects(schema, resolve)];
    default:
      throw new Error(`this test does not know what to send to a field of type ${type}`);
  }
}

function numbersOutside({ minimum, maximum }: Schema): number[] {
  return [...(minimum === undefined ? [] : [minimum - 1]), ...(maximum === undefined ? [] : [maximum + 1])];
}

function badObjects(schema: Schema, resolve: (schema: Schema) => Schema): object[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
    badValuesFor(resolve(property), resolve).map((bad) => ({ [name]: bad })),
  );
}

/** Bodies that are no body of any call, as bytes and text. */
export const BAD_BODIES: readonly (readonly [what: string, body: string | Buffer, status: number])[] = [
  ['half of a JSON text', '{"name":', 400],
  ['no JSON', 'name=x', 400],
  ['two JSON texts', '{}{}', 400],
  ['JSON with a comment', '{/* */"name":"x"}', 400],
  ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0x6e, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d]), 400],
  ['UTF-16', Buffer.from('{"name":"x"}', 'utf16le'), 400],
  ['a prototype', '{"__proto__":{"role":"owner"}}', 400],
  ['a constructor’s prototype', '{"constructor":{"prototype":{"role":"owner"}}}', 400],
  ['null', 'null', 422],
  ['a list', '[]', 422],
  ['a list of bodies', '[{"name":"x"}]', 422],
  ['a text', '"name"', 422],
  ['a number', '1e999', 422],
  ['a truth', 'true', 422],
  ['lists without end', '['.repeat(100_000), 400],
  ['deep lists', `{"name":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 422],
  ['deep objects', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`, 422],
  ['more than the limit', JSON.stringify({ name: 'x'.repeat(1_400_000) }), 413],
  ['a field of no call', '{"isAdmin":true}', 422],
  ['a name with a zero byte', '{"na\\u0000me":"x"}', 422],
];
