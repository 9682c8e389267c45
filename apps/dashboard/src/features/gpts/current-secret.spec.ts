import { decideSecrets } from './current-secret';

const now = new Date('2026-11-21T12:00:00Z');
const secret = (id: string, created_at: string, expires_at: string | null) => ({
  id,
  last4: id,
  created_at,
  expires_at,
  last_used_at: null,
});

describe('decideSecrets', () => {
  it('shows the newest as the one to paste and the older as retiring', () => {
    const old = secret('old', '2026-11-01T00:00:00Z', '2026-11-22T11:00:00Z');
    const fresh = secret('new', '2026-11-21T11:00:00Z', null);
    expect(decideSecrets([old, fresh], now)).toEqual({ current: fresh, retiring: [old] });
  });

  it('forgets a secret whose overlap is over', () => {
    const gone = secret('gone', '2026-11-01T00:00:00Z', '2026-11-21T11:59:59Z');
    expect(decideSecrets([gone], now)).toEqual({ current: undefined, retiring: [] });
  });
});
