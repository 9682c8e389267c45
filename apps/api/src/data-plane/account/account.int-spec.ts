import { seedUsage } from '@gatehouse/testing';
import { type AccountStage, type AccountTenant, type SignedInPerson, startAccountStage } from '../../../test/account-stage';
import type { Person } from '../../../test/person';

const MINUTE_SECONDS = 60;

describe('the account of a subscriber', () => {
  let stage: AccountStage;
  let tenant: AccountTenant;
  const home = () => `/t/${tenant.slug}/account`;
  const signInByCode = async (person: Person, email: string): Promise<void> => {
    await person.press('Email me a code', { email });
    await person.press('Continue', { code: await stage.api.mailbox.codeFor(email) });
  };
  const recorded = async (): Promise<{ action: string; actor: { kind: string }; source_address: string | null }[]> =>
    (await tenant.browser.get(`${tenant.base}/audit?limit=50`)).body.data;

  beforeAll(async () => {
    stage = await startAccountStage();
    tenant = await stage.tenant('acme');
  });
  afterAll(() => stage.stop());

  describe('is entered', () => {
    it('with the session of a sign-in from ChatGPT, and shows who, what, where and how much', async () => {
      const { person, email } = await stage.signIn(tenant);
      await person.open(home());
      expect([person.page.status, person.trail]).toEqual([200, []]);
      for (const shown of ['Your account at acme', email, 'acme reader', 'Plan: Free', '0 used this month', 'This device'])
        expect(person.page.html).toContain(shown);
      await person.follow('Details and access');
      expect(person.page.html).toContain('Read the foods you noted');
      expect(person.page.html).toContain('Know your name and email address');
    });

    it('by signing in on the same pages, for nobody but themselves: no GPT gets anything by it', async () => {
      const { email } = await stage.signIn(tenant);
      const [before] = await stage.api.database.query('SELECT count(*) FROM authorization_codes');
      const person = stage.person();
      await person.open(home());
      expect(person.page.html).toContain('Sign in to acme');
      expect(person.page.html).toContain('See and change what is kept about you');
      await signInByCode(person, email);
      expect([person.page.path, person.leftTo]).toEqual([home(), null]);
      expect(person.page.html).toContain(email);
      expect(await stage.api.database.query('SELECT count(*) FROM authorization_codes')).toEqual([before]);
      await person.open(`${home()}/erase`);
      expect(person.page.status).toBe(200);
    });

    it('by nobody who has none: whoever proves an unknown address is told so, and is not made a subscriber', async () => {
      const person = stage.person();
      await person.open(home());
      await signInByCode(person, 'stranger@example.com');
      expect([person.page.status, person.page.html.includes('You have no account here yet')]).toEqual([404, true]);
      expect(person.cookieNames()).not.toContain('gth_sub');
      expect(await stage.api.database.query(`SELECT 1 FROM subscribers WHERE email = 'stranger@example.com'`)).toEqual([]);
    });

    it('by nobody who has none and chooses a password: neither the person nor the password is kept', async () => {
      const email = 'stranger@passwords.example';
      await stage.api.database.query(`UPDATE gpts SET login_methods = '{email_code,password}' WHERE id = $1`, [tenant.foods]);
      const person = stage.person();
      await person.open(home());
      await person.open(`${person.page.path}/password/new`);
      await person.press('Email me a code', { email });
      await person.press('Save and sign in', { code: await stage.api.mailbox.codeFor(email), password: 'seven green kettles' });
      await stage.api.database.query(`UPDATE gpts SET login_methods = '{email_code}' WHERE id = $1`, [tenant.foods]);
      expect([person.page.status, person.page.html.includes('You have no account here yet')]).toEqual([404, true]);
      expect(person.cookieNames()).not.toContain('gth_sub');
      for (const table of ['subscribers WHERE email = $1', "subscriber_passwords WHERE $1 <> ''"])
        expect(await stage.api.database.query(`SELECT 1 FROM ${table}`, [email])).toEqual([]);
      expect((await stage.api.mailbox.to(email)).some(({ subject }) => subject.includes('was set'))).toBe(false);
    });

    it('in the language of the browser, in each of the eight', async () => {
      const { person } = await stage.signIn(tenant);
      const session = person.cookieValue('gth_sub');
      for (const [language, words] of [
        ['en', 'Erase my data'],
        ['es', 'Borrar mis datos'],
        ['pt', 'Apagar meus dados'],
        ['hi', 'मेरा डेटा मिटाएँ'],
        ['id', 'Hapus data saya'],
        ['ja', 'データを消去'],
        ['de', 'Meine Daten löschen'],
        ['fr', 'Effacer mes données'],
      ]) {
        const { payload } = await stage.api.server.inject({
          url: home(),
          headers: { cookie: `gth_sub=${session}`, 'accept-language': language ?? '' },
        });
        expect(payload).toContain(`<html lang="${language}">`);
        expect(payload).toContain(words);
      }
    });

    it('also by whoever is blocked', async () => {
      const { person, id } = await stage.signIn(tenant);
      await tenant.browser.post(`${tenant.base}/subscribers/${id}/block`);
      await person.open(home());
      expect(person.page.html).toContain('Download my data');
    });
  });

  it('shows use of the month against the quota, and by day', async () => {
    const { person, id } = await stage.signIn(tenant);
    const pro = await tenant.browser.post(`${tenant.base}/gpts/${tenant.foods}/tiers`, {
      key: 'measured',
      name: 'Measured',
      quota_per_month: 1000,
    });
    await stage.api.database.query('UPDATE subscriptions SET tier_id = $1 WHERE subscriber_id = $2', [pro.body.id, id]);
    const caller = { workspaceId: tenant.workspaceId, gptId: tenant.foods, subscriberId: id };
    await seedUsage(stage.api.database, { ...caller, hour: '2026-11-01T03:00:00Z', calls: 40 });
    await seedUsage(stage.api.database, { ...caller, hour: '2026-11-02T08:00:00Z', calls: 210 });
    await person.open(home());
    expect(person.page.html).toContain('250 of 1,000 used this month');
    expect(person.page.html).toMatch(/<progress value="250" max="1000"/);
    await person.follow('Details and access');
    expect(person.page.html).toContain('<td>November 2, 2026</td><td>210</td>');
    expect(person.page.html).toContain('The count starts again on December 1, 2026.');
    expect(person.page.html.match(/<rect /g)).toHaveLength(2);
  });

  it('ends the access of a GPT: its tokens are refused on the next call, and other people’s are not', async () => {
    const [ada, bob] = [await stage.signIn(tenant), await stage.signIn(tenant)];
    expect(await stage.verify(tenant, ada.accessToken)).toBe(200);
    await ada.person.open(`${home()}/gpts/${tenant.foods}`);
    await ada.person.press('End access');
    expect(ada.person.page.html).toContain('The GPT can no longer act for you.');
    expect(ada.person.page.html).toContain('No GPT can act for you at the moment.');
    expect([await stage.verify(tenant, ada.accessToken), await stage.refresh(tenant, ada.refreshToken)]).toEqual([401, 400]);
    expect(await stage.verify(tenant, bob.accessToken)).toBe(200);
    const [event] = await recorded();
    expect(event).toMatchObject({ action: 'grant.revoked', actor: { kind: 'subscriber', name: null }, source_address: null });
    const again = await stage.signIn(tenant, ada.email, ada.person);
    expect(await stage.verify(tenant, again.accessToken)).toBe(200);
  });

  it('signs out one device, or all others, and never this one by mistake', async () => {
    const { person, email } = await stage.signIn(tenant);
    const elsewhere = async (): Promise<Person> => (await stage.signIn(tenant, email)).person;
    const isIn = async (who: Person): Promise<boolean> => (await who.open(home())).page.path === home();
    const phone = await elsewhere();
    await person.open(home());
    await person.press('Sign out', {});
    // The first button of that name is the one that signs out here.
    expect([person.page.html.includes('You are signed out'), await isIn(person), await isIn(phone)]).toEqual([true, false, true]);

    const [laptop, tablet] = [await elsewhere(), await elsewhere()];
    await laptop.open(home());
    const [, action = ''] = /action="([^"]*\/devices\/ses_[^"]*)"/.exec(laptop.page.html) ?? [];
    const csrf = /name="csrf" value="([^"]*)"/.exec(laptop.page.html)?.[1] ?? '';
    await laptop.post(action, { csrf });
    expect(laptop.page.html).toContain('The device is signed out.');
    expect([await isIn(phone), await isIn(tablet)].filter(Boolean)).toHaveLength(1);
    await laptop.open(home());
    await laptop.press('Sign out all other devices');
    expect([await isIn(phone), await isIn(tablet), await isIn(laptop)]).toEqual([false, false, true]);
  });

  it('keeps to what somebody agreed, when and where, until they withdraw it', async () => {
    const { person, id } = await stage.signIn(tenant);
    const agreed = async (): Promise<unknown> =>
      (await tenant.browser.get(`${tenant.base}/subscribers/${id}`)).body.marketing_consent;
    await person.open(home());
    expect(await agreed()).toBe(false);
    await person.press('I agree');
    expect([await agreed(), person.page.html.includes('You agreed to this on November 2, 2026')]).toEqual([true, true]);
    const kept = await stage.api.database.query(
      'SELECT wording, language, given_on FROM marketing_consents WHERE subscriber_id = $1',
      [id],
    );
    expect(kept).toEqual([
      {
        wording: 'acme may send me news and offers by email. I can change this at any time in my account.',
        language: 'en',
        given_on: 'account_page',
      },
    ]);
    const list = async (filter: string): Promise<string[]> =>
      (await tenant.browser.get(`${tenant.base}/subscribers?marketing_consent=${filter}&limit=200`)).body.data.map(
        (one: { id: string }) => one.id,
      );
    expect([(await list('true')).includes(id), (await list('false')).includes(id)]).toEqual([true, false]);
    const csv = (await tenant.browser.get(`${tenant.base}/subscribers/export.csv?marketing_consent=true`)).text;
    expect(csv).toContain(id);
    await person.press('I no longer agree');
    expect([await agreed(), (await list('true')).includes(id)]).toEqual([false, false]);
    expect(await stage.api.database.query('SELECT withdrawn_at FROM marketing_consents WHERE subscriber_id = $1', [id])).toEqual([
      { withdrawn_at: stage.api.clock.now() },
    ]);
  });

  describe('before data leave or end', () => {
    let ada: SignedInPerson;
    beforeAll(async () => {
      ada = await stage.signIn(tenant, 'ada@acme.example');
      stage.api.clock.advance(16 * MINUTE_SECONDS);
    });

    it('asks for a new sign-in when the last one is more than a quarter of an hour old', async () => {
      const { person } = ada;
      await person.open(home());
      expect(person.page.status).toBe(200);
      await person.press('Download my data');
      expect(person.page.html).toContain('Sign in to acme');
      await signInByCode(person, ada.email);
      expect(person.page.html).toContain('Thank you for confirming who you are.');
      stage.api.clock.advance(16 * MINUTE_SECONDS);
      await person.open(`${home()}/erase`);
      expect(person.page.html).toContain('Sign in to acme');
      await signInByCode(person, ada.email);
      expect(person.page.path).toBe(`${home()}/erase`);
    });

    it('hands the person everything that is held on them, and nobody else’s', async () => {
      const { person } = ada;
      const other = await stage.signIn(tenant, 'somebody.else@example.com');
      await person.open(home());
      await person.press('Download my data');
      const record = JSON.parse(person.page.html);
      expect(person.page.headers).toMatchObject({
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': 'attachment; filename="your-data-acme-2026-11-02.json"',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
      expect(record.profile).toMatchObject([{ id: ada.id, email: 'ada@acme.example' }]);
      expect(record.history.at(-1)).toMatchObject({ action: 'subscriber.data_exported', by: 'you' });
      expect(person.page.html).not.toContain(other.id);
      expect(person.page.html).not.toContain(other.email);
    });

    it('erases nobody who does not type their address', async () => {
      const { person } = ada;
      await person.open(`${home()}/erase`);
      await person.press('Erase my data for good', { email: 'somebody.else@example.com' });
      expect([person.page.status, person.page.html.includes('That is not the address of this account.')]).toEqual([422, true]);
      expect(await stage.verify(tenant, ada.accessToken)).toBe(200);
    });

    it('erases the person, whose cookie and tokens are worth nothing from then on, and who may come back as somebody new', async () => {
      const { person } = ada;
      const tab = person.tab();
      await person.open(`${home()}/erase`);
      await person.press('Erase my data for good', { email: ' Ada@acme.example ' });
      expect(person.page.html).toContain('Your data is erased');
      expect(person.cookieNames()).not.toContain('gth_sub');
      expect([await stage.verify(tenant, ada.accessToken), await stage.refresh(tenant, ada.refreshToken)]).toEqual([401, 400]);
      await tab.open(home());
      expect(tab.page.html).toContain('Sign in to acme');
      const [event] = (await recorded()).filter(({ action }) => action === 'subscriber.erased');
      expect(event).toMatchObject({
        actor: { kind: 'subscriber', name: null, email: null },
        source_address: null,
        user_agent: null,
      });
      const again = await stage.signIn(tenant, 'ada@acme.example', person);
      expect(again.id).not.toBe(ada.id);
    });
  });
});
