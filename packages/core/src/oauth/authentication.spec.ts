import { type AuthenticationDemand, decideAuthentication, decideConsent } from './authentication';

const now = new Date('2026-11-02T10:00:00Z');
const session = { subscriberId: 'usr_1', authTime: new Date('2026-11-02T09:59:00Z') };
const demand: AuthenticationDemand = { prompts: [], maxAgeSeconds: null, hint: { kind: 'absent' } };

describe('whether the session will do', () => {
  it('asks for a sign-in where there is no session, and says so where nothing may be shown', () => {
    expect(decideAuthentication(demand, null, now)).toBe('sign_in');
    expect(decideAuthentication({ ...demand, prompts: ['none'] }, null, now)).toBe('login_required');
  });

  it('takes the session, also silently', () => {
    expect(decideAuthentication(demand, session, now)).toBe('signed_in');
    expect(decideAuthentication({ ...demand, prompts: ['none'] }, session, now)).toBe('signed_in');
    expect(decideAuthentication({ ...demand, prompts: ['consent'] }, session, now)).toBe('signed_in');
  });

  it.each([[['login']], [['select_account']], [['login', 'consent']]] as const)('asks anew for prompt=%s', (prompts) => {
    expect(decideAuthentication({ ...demand, prompts: [...prompts] }, session, now)).toBe('sign_in');
  });

  it('asks anew when the sign-in is older than max_age, to the second', () => {
    expect(decideAuthentication({ ...demand, maxAgeSeconds: 60 }, session, now)).toBe('signed_in');
    expect(decideAuthentication({ ...demand, maxAgeSeconds: 59 }, session, now)).toBe('sign_in');
    expect(decideAuthentication({ ...demand, maxAgeSeconds: 0 }, session, now)).toBe('sign_in');
    expect(decideAuthentication({ ...demand, maxAgeSeconds: 59, prompts: ['none'] }, session, now)).toBe('login_required');
  });

  it('wants the person whom id_token_hint names', () => {
    const hint = (subscriberId: string): AuthenticationDemand => ({ ...demand, hint: { kind: 'person', subscriberId } });
    expect(decideAuthentication(hint('usr_1'), session, now)).toBe('signed_in');
    expect(decideAuthentication(hint('usr_2'), session, now)).toBe('sign_in');
    expect(decideAuthentication({ ...hint('usr_2'), prompts: ['none'] }, session, now)).toBe('login_required');
    expect(decideAuthentication({ ...demand, hint: { kind: 'unreadable' } }, session, now)).toBe('sign_in');
  });
});

describe('whether consent has to be asked', () => {
  it('remembers it, for what was allowed and less', () => {
    expect(decideConsent([], ['a', 'b'], ['b', 'a'])).toBe('remembered');
    expect(decideConsent(['none'], ['a', 'b'], ['a'])).toBe('remembered');
    expect(decideConsent([], [], [])).toBe('remembered');
  });

  it('asks the first time, when the scopes widen, and when the client wants it', () => {
    expect(decideConsent([], null, [])).toBe('ask');
    expect(decideConsent([], ['a'], ['a', 'b'])).toBe('ask');
    expect(decideConsent(['consent'], ['a'], ['a'])).toBe('ask');
  });

  it('says so where nothing may be shown', () => {
    expect(decideConsent(['none'], null, ['a'])).toBe('consent_required');
    expect(decideConsent(['none'], ['a'], ['a', 'b'])).toBe('consent_required');
  });
});
