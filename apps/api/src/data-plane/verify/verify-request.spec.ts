import fc from 'fast-check';
import { parseVerifyRequest, type VerifyRequest } from './verify-request';

const token = `gth_at_${'t'.repeat(43)}`;
const plain: VerifyRequest = {
  workspace: 'acme',
  authorization: `Bearer ${token}`,
  keyHeader: undefined,
  idempotencyKey: undefined,
  query: '',
  body: null,
  contentType: undefined,
  contentEncoding: undefined,
};
const json = (body: string | Buffer, contentType = 'application/json'): Partial<VerifyRequest> => ({
  body: Buffer.from(body),
  contentType,
});
const callOf = (request: Partial<VerifyRequest>) => {
  const parsed = parseVerifyRequest({ ...plain, ...request });
  return parsed.fault === null ? parsed.call : parsed.fault;
};

describe('parseVerifyRequest', () => {
  it('asks about any action, at the cost of the tier, when nothing is said', () => {
    expect(parseVerifyRequest(plain)).toEqual({
      fault: null,
      credential: { kind: 'access_token', secret: token },
      call: { action: '*', cost: null, requiredScopes: [], peek: false, idempotencyKey: null, stranger: null },
    });
  });

  it.each([
    ['the query', { query: 'action=listFoods&cost=3&scope=foods.read%20foods.write&peek=true' }],
    ['JSON', json('{"action":"listFoods","cost":3,"scope":"foods.read foods.write","peek":true}')],
    [
      'JSON that states its charset',
      json('{"action":"listFoods","cost":3,"scope":"foods.read foods.write","peek":true}', 'application/json; charset=UTF-8'),
    ],
    ['both', { query: 'action=listFoods&cost=3', ...json('{"scope":"foods.read foods.write","peek":true}') }],
  ])('reads parameters from %s', (_where, request) => {
    expect(callOf(request)).toEqual({
      action: 'listFoods',
      cost: 3,
      requiredScopes: ['foods.read', 'foods.write'],
      peek: true,
      idempotencyKey: null,
      stranger: null,
    });
  });

  it('takes empty and null as absent, and ignores what it does not know', () => {
    expect(callOf({ query: 'action=&cost=&scope=&peek=&x=1&x=2' })).toMatchObject({ action: '*', cost: null });
    expect(callOf(json('{"action":"","cost":null,"x":1}'))).toMatchObject({ action: '*', cost: null });
    expect(callOf({ body: Buffer.alloc(0), contentType: 'application/x-www-form-urlencoded' })).toMatchObject({ action: '*' });
  });

  it('reads on whose behalf a service key asks; an IPv6 address counts as the network of one household', () => {
    expect(callOf({ query: 'ephemeral_user_id=u-1' })).toMatchObject({ stranger: { ephemeralUserId: 'u-1', source: null } });
    expect(callOf(json('{"ephemeral_user_id":"u-1","source":"203.0.113.9"}'))).toMatchObject({
      stranger: { ephemeralUserId: 'u-1', source: '203.0.113.9' },
    });
    expect(callOf(json('{"source":"2001:db8:1:2:3:4:5:6"}'))).toMatchObject({
      stranger: { ephemeralUserId: null, source: '2001:db8:1:2' },
    });
  });

  it('keeps the Idempotency-Key as it came', () => {
    expect(callOf({ idempotencyKey: '"a b"' })).toMatchObject({ idempotencyKey: '"a b"' });
  });

  it.each([
    ['a cost that is no number', { query: 'cost=ten' }, /cost must/],
    ['a negative cost', { query: 'cost=-1' }, /cost must/],
    ['a broken cost', { query: 'cost=1.5' }, /cost must/],
    ['a cost in another notation', { query: 'cost=1e3' }, /cost must/],
    ['a cost beyond the limit', { query: 'cost=1000000001' }, /cost must/],
    ['a cost as text in JSON', json('{"cost":"3"}'), /cost must/],
    ['a cost as a list', json('{"cost":[1]}'), /cost must/],
    ['an action that is no text', json('{"action":{"a":1}}'), /action must/],
    ['an action of 201 characters', { query: `action=${'a'.repeat(201)}` }, /action must/],
    ['the action that stands for all others', { query: 'action=(other)' }, /action must not be \(other\)/],
    ['an action with a zero byte', { query: 'action=a%00b' }, /action must/],
    ['an action with the separator of our counters', { query: 'action=a%1fb' }, /action must/],
    ['an action that is not UTF-8', { query: 'action=%ff%fe' }, /action must/],
    ['half of a surrogate pair', json('{"action":"\\ud800"}'), /action must/],
    ['scopes with a quote', { query: 'scope=a%22b' }, /scope must/],
    ['scopes as a list', json('{"scope":["a"]}'), /scope must/],
    ['peek as a number', { query: 'peek=1' }, /peek must/],
    ['a repeated parameter', { query: 'action=a&action=a' }, /action is given more than once/],
    ['a parameter in query and body', { query: 'cost=1', ...json('{"cost":1}') }, /cost is given twice/],
    ['broken JSON', json('{"action":'), /not valid JSON/],
    ['JSON that is not UTF-8', json(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])), /not valid JSON/],
    ['a list', json('[1]'), /JSON object/],
    ['null', json('null'), /JSON object/],
    ['a form', json('action=a', 'application/x-www-form-urlencoded'), /must be JSON/],
    ['a body of no type', { body: Buffer.from('{}') }, /must be JSON/],
    ['another charset', json('{}', 'application/json; charset=latin1'), /must be JSON/],
    ['a compressed body', { ...json('{}'), contentEncoding: 'gzip' }, /compressed/],
    ['a credential in two headers', { keyHeader: `gth_sk_${'k'.repeat(43)}` }, /Authorization and in Gatehouse-Key/],
    ['a source that is no address', { query: 'source=somewhere' }, /source/],
    ['a long user', { query: `ephemeral_user_id=${'u'.repeat(201)}` }, /ephemeral_user_id/],
    ['a user that is no text', json('{"ephemeral_user_id":7}'), /ephemeral_user_id/],
    ['a long Idempotency-Key', { idempotencyKey: 'k'.repeat(256) }, /Idempotency-Key/],
    ['an Idempotency-Key beyond ASCII', { idempotencyKey: 'ké' }, /Idempotency-Key/],
  ])('finds fault with %s', (_what, request: Partial<VerifyRequest>, fault) => {
    expect(callOf(request)).toMatch(fault);
  });

  it('never throws, and never lets through what the counters cannot name', () => {
    const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('action', 'cost', '%', '&', '='));
    const anyBody = fc.oneof(
      fc.uint8Array().map((bytes) => Buffer.from(bytes)),
      fc.json().map((text) => Buffer.from(text)),
    );
    fc.assert(
      fc.property(anyText, anyText, fc.option(anyBody), fc.boolean(), (query, authorization, body, isJson) => {
        const parsed = parseVerifyRequest({
          ...plain,
          query,
          authorization,
          body,
          contentType: isJson ? 'application/json' : undefined,
        });
        if (parsed.fault === null) expect(parsed.call.action).toMatch(/^[^\u0000-\u001f]{1,200}$/u);
      }),
    );
  });
});
