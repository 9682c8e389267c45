import { tokenResponse } from './token-response';

const now = new Date('2026-01-01T00:00:00Z');
const issued = {
  accessToken: 'gth_at_x',
  refreshToken: 'gth_rt_y',
  accessExpiresAt: new Date(now.getTime() + 59_900),
  scopes: ['a', 'b'],
};

describe('tokenResponse', () => {
  it('states token, type, whole seconds, refresh token and scope', () => {
    expect(tokenResponse(issued, now)).toEqual({
      access_token: 'gth_at_x',
      token_type: 'bearer',
      expires_in: 59,
      refresh_token: 'gth_rt_y',
      scope: 'a b',
    });
  });

  it('leaves the scope out when there is none', () => {
    expect(tokenResponse({ ...issued, scopes: [] }, now)).not.toHaveProperty('scope');
  });

  it('carries an ID token when there is one', () => {
    expect(tokenResponse(issued, now, 'e.y.j')).toMatchObject({ id_token: 'e.y.j' });
    expect(tokenResponse(issued, now)).not.toHaveProperty('id_token');
  });

  it('never says a negative time', () => {
    expect(tokenResponse(issued, new Date(now.getTime() + 100_000)).expires_in).toBe(0);
  });
});
