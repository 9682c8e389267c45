import { randomUUID } from 'node:crypto';
import { type AccountStage, type AccountTenant, startAccountStage } from '../../../test/account-stage';
import type { Person } from '../../../test/person';

describe('the box about news on the consent page', () => {
  let stage: AccountStage;
  let tenant: AccountTenant;
  const kept = (email: string): Promise<unknown[]> =>
    stage.api.database.query(
      `SELECT m.wording, m.language, m.given_on, m.withdrawn_at FROM marketing_consents m
         JOIN subscribers s ON s.workspace_id = m.workspace_id AND s.id = m.subscriber_id WHERE s.email = $1`,
      [email],
    );
  const ask = (wanted: boolean) => tenant.browser.send('PUT', `${tenant.base}/marketing-consent`, { ask: wanted });
  const toConsent = async (email: string, scope: string | null = null): Promise<Person> => {
    const person = stage.person();
    const asked = {
      response_type: 'code',
      client_id: tenant.clientId,
      redirect_uri: tenant.callbackUrl,
      state: randomUUID(),
      ...(scope === null ? {} : { scope }),
    };
    await person.open(`/t/${tenant.slug}/oauth/authorize?${new URLSearchParams(asked).toString()}`);
    await person.press('Email me a code', { email });
    return person.press('Continue', { code: await stage.api.mailbox.codeFor(email) });
  };

  beforeAll(async () => {
    stage = await startAccountStage();
    tenant = await stage.tenant('acme');
  });
  afterAll(() => stage.stop());

  it('is not there unless the creator asks for it, and then what it says is not taken', async () => {
    expect((await tenant.browser.get(`${tenant.base}/marketing-consent`)).body).toEqual({ ask: false });
    const person = await toConsent('unasked@example.com');
    expect(person.page.html).not.toContain('type="checkbox"');
    await person.press('Allow', { news: 'yes' });
    expect(person.leftTo).toContain('code=');
    expect(await kept('unasked@example.com')).toEqual([]);
  });

  it('is never ticked beforehand, and keeps its words for whoever ticks it', async () => {
    expect((await ask(true)).body).toEqual({ ask: true });
    const [eager, quiet, refusing] = [
      await toConsent('eager@example.com'),
      await toConsent('quiet@example.com'),
      await toConsent('refusing@example.com'),
    ];
    expect(eager.page.html).toContain('<input id="news" type="checkbox" name="news" value="yes"/>');
    await eager.press('Allow', { news: 'yes' });
    await quiet.press('Allow');
    await refusing.press('Deny', { news: 'yes' });
    const agreed = {
      wording: 'acme may send me news and offers by email. I can change this at any time in my account.',
      language: 'en',
      given_on: 'consent_page',
      withdrawn_at: null,
    };
    expect([await kept('eager@example.com'), await kept('quiet@example.com'), await kept('refusing@example.com')]).toEqual([
      [agreed],
      [],
      [],
    ]);
  });

  it('does not ask again who agreed', async () => {
    const again = await toConsent('eager@example.com', 'foods.read offline_access');
    expect(again.page.html).toContain('Allow acme reader to act for you?');
    expect(again.page.html).not.toContain('type="checkbox"');
  });

  it('is set by admins alone, and told in the log', async () => {
    const { token } = (await tenant.browser.post('/api/v1/tokens', { name: 'ci', role: 'developer', workspace: 'acme' })).body;
    const script = stage.api.browser();
    script.headers = { authorization: `Bearer ${token}` };
    expect((await script.send('PUT', `${tenant.base}/marketing-consent`, { ask: false })).status).toBe(403);
    await ask(false);
    const events = (await tenant.browser.get(`${tenant.base}/audit?action=workspace.marketing_consent_changed`)).body.data;
    expect(events.map((event: { changes: unknown }) => event.changes)).toContainEqual({ ask: { from: true, to: false } });
  });
});
