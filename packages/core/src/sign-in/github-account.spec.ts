import { accountFromGitHub } from './github-account';

const user = { id: 583231, login: 'ada', name: 'Ada Lovelace', email: 'public@example.com' };
const emails = [
  { email: 'old@example.com', primary: false, verified: true },
  { email: 'Ada@Example.com', primary: true, verified: true },
];

describe('accountFromGitHub', () => {
  it('keys on the numeric id and takes the primary address', () => {
    expect(accountFromGitHub(user, emails)).toEqual({
      subject: '583231',
      email: 'ada@example.com',
      emailVerified: true,
      name: 'Ada Lovelace',
    });
  });

  it('says so when the primary address is not verified, though another is', () => {
    const unproven = [emails[0], { ...emails[1], verified: false }];
    expect(accountFromGitHub(user, unproven)).toMatchObject({ email: 'ada@example.com', emailVerified: false });
  });

  it('never takes the public address of the profile for the account', () => {
    expect(accountFromGitHub(user, [])).toMatchObject({ email: null, emailVerified: false });
  });

  it('calls a person without a name by their login', () => {
    expect(accountFromGitHub({ ...user, name: null }, emails)).toMatchObject({ name: 'ada' });
  });

  it.each([
    [null, emails],
    [{ message: 'Bad credentials' }, emails],
    [{ ...user, id: '583231' }, emails],
    [{ ...user, id: 0 }, emails],
    [user, { message: 'Not Found' }],
    [user, null],
  ])('refuses %j with %j', (someone, addresses) => expect(accountFromGitHub(someone, addresses)).toBeNull());
});
