import type { AuthorizeRequest, IdTokenHint, Prompt } from '@gatehouse/core';
import { nextStep } from './next-step';

const now = new Date('2026-01-01T00:00:00Z');
const ask = (...prompts: Prompt[]): AuthorizeRequest => ({
  clientId: 'c',
  redirectUri: 'https://a.example/cb',
  state: null,
  scopes: ['greet'],
  codeChallenge: null,
  nonce: null,
  prompts,
  loginHint: null,
  maxAgeSeconds: null,
  expectedSubscriberId: null,
  uiLocales: null,
});
const absent: IdTokenHint = { kind: 'absent' };
const ada = { subscriberId: 'usr_1', authTime: now, admitted: true, grantedScopes: ['greet', 'more'] };

describe('nextStep', () => {
  it.each([
    ['nobody signed in', ask(), null, 'sign_in'],
    ['signed in, consent remembered', ask(), ada, 'issue_code'],
    ['signed in, never allowed', ask(), { ...ada, grantedScopes: null }, 'ask'],
    ['signed in, scopes widen', ask(), { ...ada, grantedScopes: [] }, 'ask'],
    ['signed in, client wants consent again', ask('consent'), ada, 'ask'],
    ['signed in, client wants a new sign-in', ask('login'), ada, 'sign_in'],
    ['signed in, client wants an account chosen', ask('select_account'), ada, 'sign_in'],
    ['signed in, blocked', ask(), { ...ada, admitted: false }, 'ask'],
    ['silent, consent remembered', ask('none'), ada, 'issue_code'],
  ])('%s', (_when, request, standing, kind) => {
    expect(nextStep(request, absent, standing, now)).toEqual({ kind });
  });

  it.each([
    ['nobody signed in', null, 'login_required'],
    ['never allowed', { ...ada, grantedScopes: null }, 'consent_required'],
    ['blocked', { ...ada, admitted: false }, 'access_denied'],
  ])('answers prompt=none with an error when %s', (_when, standing, error) => {
    expect(nextStep(ask('none'), absent, standing, now)).toMatchObject({ kind: 'error', error });
  });

  it('sends the person to sign in anew when their sign-in is older than max_age', () => {
    const later = new Date(now.getTime() + 61_000);
    expect(nextStep({ ...ask(), maxAgeSeconds: 60 }, absent, ada, later)).toEqual({ kind: 'sign_in' });
    expect(nextStep({ ...ask(), maxAgeSeconds: 61 }, absent, ada, later)).toEqual({ kind: 'issue_code' });
  });

  it('sends the person to sign in when the client expects another one', () => {
    expect(nextStep(ask(), { kind: 'person', subscriberId: 'usr_2' }, ada, now)).toEqual({ kind: 'sign_in' });
    expect(nextStep(ask(), { kind: 'person', subscriberId: 'usr_1' }, ada, now)).toEqual({ kind: 'issue_code' });
  });
});
