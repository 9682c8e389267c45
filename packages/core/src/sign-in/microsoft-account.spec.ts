import { accountFromMicrosoft } from './microsoft-account';

const tid = '72f988bf-86f1-41af-91ab-2d7cd011db47';
const personal = '9188040d-6c67-4c5b-b112-36a304b66dad';
const oid = '00000000-0000-0000-66f3-3332eca7ea81';
const issuer = (tenant: string): string => `https://login.microsoftonline.com/${tenant}/v2.0`;
const expected = { clientId: 'ours', issuerTemplate: issuer('{tenantid}'), now: new Date('2026-11-21T12:00:00Z') };
const exp = expected.now.getTime() / 1000 + 3600;
const claims = { tid, oid, iss: issuer(tid), aud: 'ours', exp, email: 'Ada@Example.com', name: 'Ada' };

describe('accountFromMicrosoft', () => {
  it('keys on tenant and object id, and takes the address of an organisation for unproven', () => {
    expect(accountFromMicrosoft(claims, expected)).toEqual({
      subject: `${tid}.${oid}`,
      email: 'ada@example.com',
      emailVerified: false,
      name: 'Ada',
    });
  });

  it.each([true, 1, '1', 'true'])('takes the address for proven where xms_edov is %j', (xms_edov) => {
    expect(accountFromMicrosoft({ ...claims, xms_edov }, expected)).toMatchObject({ emailVerified: true });
  });

  it.each([false, 0, '0', 'false', '', null, {}])('and not where it is %j', (xms_edov) => {
    expect(accountFromMicrosoft({ ...claims, xms_edov }, expected)).toMatchObject({ emailVerified: false });
  });

  it('takes the address of a personal account for proven', () => {
    const own = { ...claims, tid: personal, iss: issuer(personal) };
    expect(accountFromMicrosoft(own, expected)).toMatchObject({ emailVerified: true, subject: `${personal}.${oid}` });
  });

  it.each([
    ['for another client', { aud: 'theirs' }],
    ['for several clients', { aud: ['ours', 'theirs'] }],
    ["of one tenant in another's name", { tid: personal }],
    ['of another issuer', { iss: 'https://evil.example/v2.0' }],
    ['whose tenant would bend the issuer', { tid: '../evil', iss: issuer('../evil') }],
    ['that has expired', { exp: expected.now.getTime() / 1000 - 61 }],
    ['without an end', { exp: undefined }],
    ['without an object id', { oid: undefined }],
    ['whose object id is no GUID', { oid: 'a.b' }],
  ])('refuses a token %s', (_what, change) => {
    expect(accountFromMicrosoft({ ...claims, ...change }, expected)).toBeNull();
  });

  it('names nobody an address that the token has not', () => {
    expect(accountFromMicrosoft({ ...claims, email: '', name: '' }, expected)).toMatchObject({ email: null, name: null });
  });
});
