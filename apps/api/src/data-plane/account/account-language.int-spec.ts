import { type AccountStage, type AccountTenant, startAccountStage } from '../../../test/account-stage';
import type { Person } from '../../../test/person';

/** The person's browser asks for no language, which is answered in English: what is German here is so because a link asked for it. */
describe('the language of the account', () => {
  let stage: AccountStage;
  let tenant: AccountTenant;
  const home = () => `/t/${tenant.slug}/account`;
  const languageOf = (person: Person): string | undefined => /<html lang="(..)">/.exec(person.page.html)?.[1];

  beforeAll(async () => {
    stage = await startAccountStage();
    tenant = await stage.tenant('acme');
  });
  afterAll(() => stage.stop());

  it('is that which the link asks for, before that of the browser', async () => {
    const { person } = await stage.signIn(tenant);
    const cookie = `gth_sub=${person.cookieValue('gth_sub')}`;
    const shown = async (query: string): Promise<string | undefined> => {
      const { statusCode, payload } = await stage.api.server.inject({
        url: `${home()}${query}`,
        headers: { cookie, 'accept-language': 'fr' },
      });
      expect(statusCode).toBe(200);
      return /<html lang="(..)">/.exec(payload)?.[1];
    };
    expect(await shown('?ui_locales=de')).toBe('de');
    expect(await shown('?ui_locales=tlh%20pt-BR%20de')).toBe('pt');
    for (const none of ['', '?ui_locales=', '?ui_locales=tlh', '?ui_locales=de&ui_locales=es'])
      expect(await shown(none)).toBe('fr');
  });

  it('stays so from page to page, and after what is done there', async () => {
    const { person } = await stage.signIn(tenant);
    await person.open(`${home()}?ui_locales=de-AT`);
    await person.follow('Einzelheiten und Zugriff');
    expect([person.page.status, languageOf(person)]).toEqual([200, 'de']);
    await person.follow('Zurück zu Ihrem Konto');
    expect([person.page.path, languageOf(person)]).toEqual([`${home()}?ui_locales=de`, 'de']);
    await person.press('Abmelden', {});
    expect([person.page.path, languageOf(person)]).toEqual([`${home()}/signed-out?ui_locales=de`, 'de']);
  });

  it('is that of the sign-in on the way there, and of the page to which it leads', async () => {
    const { email } = await stage.signIn(tenant);
    const person = stage.person();
    await person.open(`${home()}?ui_locales=de`);
    expect([person.page.status, languageOf(person)]).toEqual([200, 'de']);
    await person.press('Code per E-Mail senden', { email });
    const [mail] = (await stage.api.mailbox.to(email)).slice(-1);
    await person.press('Weiter', { code: /^\d{6}/.exec(mail?.subject ?? '')?.[0] ?? '' });
    expect([person.page.status, languageOf(person)]).toEqual([200, 'de']);
    expect(person.page.html).toContain(email);
  });

  it('is nobody’s to write into the page: what is asked for is never repeated', async () => {
    const { person } = await stage.signIn(tenant);
    await person.open(`${home()}?ui_locales=${encodeURIComponent('de"><script>')}`);
    expect(person.page.status).toBe(200);
    expect(person.page.html).not.toContain('script');
  });
});
