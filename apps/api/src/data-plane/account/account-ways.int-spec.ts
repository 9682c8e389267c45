import { type AccountStage, type AccountTenant, type SignedInPerson, startAccountStage } from '../../../test/account-stage';
import type { Person } from '../../../test/person';
import { SoftwareAuthenticator } from '../../../test/software-authenticator';

const PASSWORD = 'seven green kettles';
const PAST_FRESH_SECONDS = 16 * 60;

describe('the ways in which a subscriber signs in, on the account page', () => {
  let stage: AccountStage;
  let tenant: AccountTenant;
  const home = () => `/t/${tenant.slug}/account`;

  beforeAll(async () => {
    stage = await startAccountStage();
    tenant = await stage.tenant('acme');
  });
  afterAll(() => stage.stop());

  const offer = (methods: readonly string[]): Promise<unknown> =>
    tenant.browser.patch(`${tenant.base}/gpts/${tenant.foods}`, { login_methods: methods });
  /** Before passkeys are offered, which would ask for one on the way. */
  async function signIn(): Promise<SignedInPerson> {
    await offer(['email_code']);
    const somebody = await stage.signIn(tenant);
    await offer(['email_code', 'passkey', 'password']);
    return somebody;
  }
  const decode = (text: string): string =>
    text
      .replace(/&quot;/g, '"')
      .replace(/&#x27;/g, "'")
      .replace(/&amp;/g, '&');
  const optionsOn = ({ page }: Person): string => decode(/data-options="([^"]*)"/.exec(page.html)?.[1] ?? '');
  const csrfOn = ({ page }: Person): string => /name="csrf" value="([^"]*)"/.exec(page.html)?.[1] ?? '';
  const actions = (
    who: SignedInPerson,
  ): Promise<{ action: string; target_name: string | null; source_address: string | null }[]> =>
    stage.api.database.query(
      `SELECT action, target_name, source_address FROM audit_events WHERE target_id = $1 AND action ~ 'pass' ORDER BY at, id`,
      [who.id],
    );
  async function addPasskey(person: Person, device = new SoftwareAuthenticator()): Promise<SoftwareAuthenticator> {
    await person.open(home());
    await person.follow('Add a passkey');
    await person.post(person.page.path, { csrf: csrfOn(person), credential: device.create(optionsOn(person)) });
    return device;
  }
  async function signInByCode(person: Person, email: string): Promise<void> {
    await person.press('Email me a code', { email });
    await person.press('Continue', { code: await stage.api.mailbox.codeFor(email) });
  }

  it('are shown, those that are not used yet among them', async () => {
    const { person, email } = await signIn();
    await offer(['google', 'email_code', 'passkey', 'password']);
    await person.open(home());
    for (const shown of [
      'Ways to sign in',
      '<strong>Google</strong><p class="small soft">Not used yet</p>',
      `<strong>Code by email</strong><p class="small soft">Sent to ${email}</p>`,
      'You have not set one.',
      'You have none. With one you sign in by fingerprint, face or PIN.',
    ])
      expect(person.page.html).toContain(shown);
    expect(person.page.html).not.toContain('GitHub');
  });

  it('a passkey is added, signs the person in, and is removed, each of it told in the log by their id alone', async () => {
    const ada = await signIn();
    const device = await addPasskey(ada.person);
    expect(ada.person.page.html).toContain('The passkey is added.');
    expect(ada.person.page.html).toContain('Added on November 2, 2026');

    const elsewhere = stage.person();
    const come = async (): Promise<Person> => (await elsewhere.open(home())).follow('Sign in with a passkey');
    await come();
    const path = elsewhere.page.path;
    await elsewhere.post(path, { csrf: csrfOn(elsewhere), credential: device.get(optionsOn(elsewhere)) });
    expect([elsewhere.page.path, elsewhere.page.html.includes(ada.email)]).toEqual([home(), true]);

    await ada.person.open(home());
    expect(ada.person.page.html).toContain('last used on November 2, 2026');
    await ada.person.press('Remove');
    expect(ada.person.page.html).toContain('The passkey no longer opens this account.');
    elsewhere.forgetCookies();
    await come();
    await elsewhere.post(elsewhere.page.path, { csrf: csrfOn(elsewhere), credential: device.get(optionsOn(elsewhere)) });
    expect(elsewhere.page.html).toContain('That passkey is not known here');
    const nobody = { target_name: null, source_address: null };
    expect(await actions(ada)).toEqual([
      { action: 'subscriber.passkey_added', ...nobody },
      { action: 'subscriber.passkey_removed', ...nobody },
    ]);
  });

  it('an answer of the device counts once, and in the session that asked for it', async () => {
    const [ada, eve] = [await signIn(), await signIn()];
    await ada.person.open(`${home()}/passkeys/add`);
    const credential = new SoftwareAuthenticator().create(optionsOn(ada.person));
    await eve.person.open(`${home()}/passkeys/add`);
    const asked = optionsOn(eve.person);
    await eve.person.post(eve.person.page.path, { csrf: csrfOn(eve.person), credential });
    expect([eve.person.page.status, eve.person.page.html.includes('could not be confirmed')]).toEqual([422, true]);
    expect(optionsOn(eve.person)).not.toBe(asked);
    await ada.person.post(ada.person.page.path, { csrf: csrfOn(ada.person), credential });
    expect(ada.person.page.html).toContain('The passkey is added.');
    await ada.person.open(`${home()}/passkeys/add`);
    await ada.person.post(ada.person.page.path, { csrf: csrfOn(ada.person), credential });
    expect(ada.person.page.status).toBe(422);
  });

  it('nobody removes another person’s passkey, nor one of another workspace', async () => {
    const [ada, eve] = [await signIn(), await signIn()];
    await addPasskey(ada.person);
    const [passkey] = await stage.api.database.query<{ id: string }>('SELECT id FROM passkeys WHERE subscriber_id = $1', [
      ada.id,
    ]);
    await eve.person.open(home());
    for (const id of [passkey?.id ?? '', 'nonsense', '%00'])
      await eve.person.post(`${home()}/passkeys/${id}/remove`, { csrf: csrfOn(eve.person) });
    expect(await stage.api.database.query('SELECT id FROM passkeys WHERE subscriber_id = $1', [ada.id])).toEqual([passkey]);
  });

  it('a password is set and changed: it signs in, everybody else is out, and the owner of the mailbox is told', async () => {
    const ada = await signIn();
    const laptop = stage.person();
    await laptop.open(home());
    await signInByCode(laptop, ada.email);
    const before = ada.person.cookieValue('gth_sub');
    await ada.person.open(home());
    await ada.person.follow('Set a password');
    await ada.person.press('Save password', { password: 'short' });
    expect([ada.person.page.status, ada.person.page.html.includes('Use at least 10 characters.')]).toEqual([422, true]);
    await ada.person.press('Save password', { password: 'password1234' });
    expect(ada.person.page.html).toContain('easy to guess');
    await ada.person.press('Save password', { password: PASSWORD });
    expect(ada.person.page.html).toContain('Your password is saved.');
    expect(ada.person.page.html).toContain('Change password');
    expect(ada.person.cookieValue('gth_sub')).not.toBe(before);
    expect((await laptop.open(home())).page.html).toContain('Sign in to acme');
    expect((await stage.api.mailbox.to(ada.email)).at(-1)).toMatchObject({ subject: 'Your password for acme was set' });

    await laptop.follow('Use a password');
    await laptop.press('Sign in', { email: ada.email, password: PASSWORD });
    expect(laptop.page.path).toBe(home());
    await ada.person.follow('Change password');
    await ada.person.press('Save password', { password: 'eleven blue saucers' });
    expect((await actions(ada)).map(({ action }) => action)).toEqual(['subscriber.password_set', 'subscriber.password_changed']);
  });

  it('are changed by a sign-in of the last quarter of an hour only, and a new password makes no session fresher', async () => {
    const ada = await signIn();
    await addPasskey(ada.person);
    stage.api.clock.advance(PAST_FRESH_SECONDS - 120);
    await ada.person.open(`${home()}/password`);
    await ada.person.press('Save password', { password: PASSWORD });
    expect(ada.person.page.html).toContain('Your password is saved.');
    stage.api.clock.advance(180);
    await ada.person.open(home());
    await ada.person.press('Remove');
    expect(ada.person.page.html).toContain('Sign in to acme');
    expect(await stage.api.database.query('SELECT 1 FROM passkeys WHERE subscriber_id = $1', [ada.id])).toHaveLength(1);
    for (const page of ['/passkeys/add', '/password']) {
      await ada.person.open(`${home()}${page}`);
      expect(ada.person.page.html).toContain('Sign in to acme');
      await signInByCode(ada.person, ada.email);
      expect(ada.person.page.path).toBe(`${home()}${page}`);
      stage.api.clock.advance(PAST_FRESH_SECONDS);
    }
  });

  it('are not added where no GPT of the workspace takes them', async () => {
    const { person } = await signIn();
    await offer(['email_code']);
    for (const page of ['/passkeys/add', '/password']) {
      await person.open(`${home()}${page}`);
      expect(person.page.path).toBe(home());
    }
    expect(person.page.html).not.toContain('Set a password');
    expect(person.page.html).not.toContain('Add a passkey');
  });
});
