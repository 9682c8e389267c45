import { readTokenBody } from './token-body';

const read = (contentType: string | undefined, text: string, contentEncoding?: string) =>
  readTokenBody({ contentType, contentEncoding, bytes: Buffer.from(text) });

describe('readTokenBody', () => {
  it.each([
    ['application/x-www-form-urlencoded', 'code=a%20b&code='],
    ['application/x-www-form-urlencoded; charset=utf-8', 'code=a+b&code='],
    ['Application/X-WWW-Form-Urlencoded;charset=ISO-8859-1', 'code=a+b&code='],
  ])('reads a form sent as %s', (type, text) => {
    expect(read(type, text)).toEqual([
      ['code', 'a b'],
      ['code', ''],
    ]);
  });

  it.each(['application/json', 'application/json; charset=utf-8', 'APPLICATION/JSON;charset=UTF-8'])(
    'reads JSON sent as %s',
    (type) => {
      expect(read(type, '{"code":"a b"}', 'identity')).toEqual([['code', 'a b']]);
    },
  );

  it.each([
    ['no content type', undefined, 'code=a'],
    ['text', 'text/plain', 'code=a'],
    ['multipart', 'multipart/form-data; boundary=x', 'code=a'],
    ['nonsense', ';;;', 'code=a'],
    ['broken JSON', 'application/json', '{"code":'],
    ['JSON that is no object', 'application/json', '["code"]'],
    ['an empty body as JSON', 'application/json', ''],
    ['nested JSON', 'application/json', '{"code":{"a":"b"}}'],
  ])('calls %s invalid_request', (_what, type, text) => {
    expect(read(type, text)).toMatchObject({ kind: 'refused', error: 'invalid_request' });
  });

  it('calls a compressed body invalid_request', () => {
    expect(read('application/json', '{}', 'gzip')).toMatchObject({ kind: 'refused', error: 'invalid_request' });
  });

  it('reads an absent body as one without parameters', () => {
    expect(readTokenBody({ contentType: 'application/x-www-form-urlencoded', contentEncoding: undefined, bytes: null })).toEqual(
      [],
    );
  });
});
