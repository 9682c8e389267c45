import { PLANES } from '../src/planes';
import { startTestApi, type TestApi } from './test-api';

const INTERACTION = '/t/acme/sign-in/int_01h455vb4pex5vsknk084sn02q';

describe.each(['data', 'all'] as const)('a method that a path of the issuer does not take (plane: %s)', (plane) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi({ planes: PLANES[plane] });
  });
  afterAll(() => api.stop());

  it.each([
    ['PUT', '/t/acme/verify', 'GET, POST'],
    ['DELETE', '/t/acme/verify', 'GET, POST'],
    ['PATCH', '/t/acme/verify', 'GET, POST'],
    ['DELETE', '/t/acme/oauth/token', 'POST'],
    ['PUT', '/t/acme/oauth/revoke', 'POST'],
    ['GET', '/t/acme/oauth/introspect', 'POST'],
    ['PUT', `${INTERACTION}/consent`, 'GET, POST'],
    ['DELETE', `${INTERACTION}/code`, 'GET, POST'],
    ['POST', INTERACTION, 'GET'],
    ['GET', `${INTERACTION}/email`, 'POST'],
    ['GET', `${INTERACTION}/switch`, 'POST'],
    ['POST', `${INTERACTION}/google`, 'GET'],
    ['POST', '/sign-in/google/callback', 'GET'],
  ] as const)('%s %s: 405, and what it takes instead', async (method, url, allowed) => {
    const before = await api.database.rowCounts();
    const answer = await api.server.inject({ method, url });
    expect([answer.statusCode, answer.headers.allow]).toEqual([405, allowed]);
    expect(await api.database.rowCounts()).toEqual(before);
  });
});
