import fc from 'fast-check';
import { parseClientAuthentication } from './client-authentication';

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;
const secret = 'gth_cs_aB-_9';

describe('parseClientAuthentication', () => {
  it('reads client_secret_post', () => {
    expect(
      parseClientAuthentication(null, [
        ['client_id', 'greeter'],
        ['client_secret', secret],
      ]),
    ).toEqual({
      kind: 'presented',
      credentials: { method: 'post', clientId: 'greeter', clientSecret: secret },
    });
  });

  it.each([
    ['as they are', `greeter:${secret}`],
    ['percent-encoded', `greeter:${secret.replaceAll('_', '%5F').replaceAll('-', '%2D')}`],
  ])('reads client_secret_basic with id and secret %s', (_how, text) => {
    expect(parseClientAuthentication(basic(text), [])).toEqual({
      kind: 'presented',
      credentials: { method: 'basic', clientId: 'greeter', clientSecret: secret },
    });
  });

  it('does not mind the case of the scheme, more spaces, or the same client_id in the body', () => {
    const header = basic(`greeter:${secret}`).replace('Basic ', 'bAsIc   ');
    expect(parseClientAuthentication(header, [['client_id', 'greeter']])).toMatchObject({
      kind: 'presented',
      credentials: { method: 'basic' },
    });
  });

  it('reads a public client, which has no secret', () => {
    expect(
      parseClientAuthentication(null, [
        ['client_id', 'app'],
        ['client_secret', ''],
      ]),
    ).toEqual({
      kind: 'presented',
      credentials: { method: 'none', clientId: 'app' },
    });
  });

  it.each([
    ['header and body at once', basic(`greeter:${secret}`), [['client_secret', secret]]],
    ['two client ids that differ', basic(`greeter:${secret}`), [['client_id', 'other']]],
    [
      'a repeated client_id',
      null,
      [
        ['client_id', 'greeter'],
        ['client_id', 'greeter'],
      ],
    ],
    [
      'a repeated client_secret',
      null,
      [
        ['client_id', 'greeter'],
        ['client_secret', 'a'],
        ['client_secret', 'b'],
      ],
    ],
    [
      'an oversized secret',
      null,
      [
        ['client_id', 'greeter'],
        ['client_secret', 'a'.repeat(513)],
      ],
    ],
    ['an oversized header', basic('a'.repeat(5000)), []],
  ] as const)('calls %s invalid_request', (_what, header, body) => {
    expect(parseClientAuthentication(header, body)).toMatchObject({ kind: 'refused', error: 'invalid_request' });
  });

  it.each([
    ['no credentials', null],
    ['an empty header', ' '],
    ['another scheme', 'Bearer abc'],
    ['Basic without anything', 'Basic'],
    ['no base64', 'Basic ~~~'],
    ['no colon', basic('greeter')],
    ['no client id', basic(`:${secret}`)],
    ['two values', `${basic('a:b')}, ${basic('c:d')}`],
  ])('calls %s invalid_client', (_what, header) => {
    expect(parseClientAuthentication(header, [])).toMatchObject({ kind: 'refused', error: 'invalid_client' });
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseClientAuthentication(basic(text), [])));
    fc.assert(fc.property(fc.string(), (text) => void parseClientAuthentication(text, [])));
  });
});
