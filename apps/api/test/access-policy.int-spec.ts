import { ControlPlaneModule } from '../src/control-plane.module';
import { DataPlaneModule } from '../src/data-plane.module';
import { type OAuthStage, startOAuthStage } from './oauth-stage';
import type { Person } from './person';
import type { RegisteredGpt } from './seed-registered-client';
import type { TestBrowser } from './test-browser';
import { createCreator, joinWorkspace, signUp } from './test-members';

describe('who may use a GPT', () => {
  let stage: OAuthStage;
  let creator: TestBrowser;

  beforeAll(async () => {
    stage = await startOAuthStage({}, [ControlPlaneModule, DataPlaneModule]);
    creator = await signUp(stage.api, 'ada@example.com');
  });
  afterAll(() => stage.stop());

  /** A GPT of the creator's under this policy. */
  async function gptUnder(policy: object): Promise<{ client: RegisteredGpt; base: string }> {
    const client = await stage.client();
    await joinWorkspace(stage.api, 'ada@example.com', client);
    const base = `/api/v1/workspaces/${client.slug}/gpts/${client.gptId}`;
    const put = await creator.put(`${base}/access-policy`, policy);
    expect([put.status, put.text]).toEqual([200, expect.any(String)]);
    return { client, base };
  }

  async function signIn(client: RegisteredGpt, email: string, changes = {}, person = stage.person()): Promise<Person> {
    await person.open(stage.authorizeUrl(client, changes));
    if (person.page.html.includes('Email me a code')) await stage.signInByEmail(person, email);
    return person;
  }

  const tokensOf = async (client: RegisteredGpt, person: Person): Promise<{ access_token: string; refresh_token: string }> => {
    const code = new URL(person.leftTo ?? '').searchParams.get('code') ?? '';
    return JSON.parse((await stage.redeem(client, code)).payload) as { access_token: string; refresh_token: string };
  };

  async function enter(client: RegisteredGpt, email: string) {
    const person = await signIn(client, email);
    await person.press('Allow');
    return { person, tokens: await tokensOf(client, person) };
  }

  it('is everybody, as long as nobody said otherwise', async () => {
    const client = await stage.client();
    await joinWorkspace(stage.api, 'ada@example.com', client);
    const base = `/api/v1/workspaces/${client.slug}/gpts/${client.gptId}`;
    const open = { policy: 'open', allowed_domains: [], gpt_url: null, waiting: 0, inside: 0 };
    expect((await creator.get(`${base}/access-policy`)).body).toEqual(open);
    await enter(client, 'anybody@example.com');
    expect((await creator.get(`${base}/access-policy`)).body).toEqual({ ...open, inside: 1 });
  });

  describe('by invitation', () => {
    it('turns the uninvited away after sign-in and before consent, and lets them in once they are invited', async () => {
      const { client, base } = await gptUnder({ policy: 'invite_only', gpt_url: 'https://chatgpt.com/g/g-abc' });
      const person = await signIn(client, 'grace@example.com');
      expect([person.page.status, person.leftTo]).toEqual([403, null]);
      expect(person.page.html).toContain('is for invited people');
      expect(person.page.html).toContain('grace@example.com');
      await person.post(`${person.page.path}`, { decision: 'allow' });
      expect(person.leftTo).toBeNull();

      const invited = await creator.post(`${base}/invitations`, { emails: ['Grace@Example.com '], send_mail: true });
      expect(invited.status).toBe(201);
      expect(invited.body.data[0]).toMatchObject({ email: 'grace@example.com', accepted_at: null });
      const mail = (await stage.api.mailbox.to('grace@example.com')).at(-1);
      expect(mail?.subject).toBe('You are invited to Greeter');
      expect(mail?.text).toContain('https://chatgpt.com/g/g-abc');

      const again = await signIn(client, 'grace@example.com', {}, person);
      await again.press('Allow');
      expect(new URL(again.leftTo ?? '').searchParams.get('code')).toMatch(/^gth_ac_/);
      expect((await creator.get(`${base}/invitations`)).body.data[0].accepted_at).toBe(stage.api.clock.now().toISOString());
    });

    it('speaks the language of the person', async () => {
      const { client } = await gptUnder({ policy: 'invite_only' });
      const person = stage.person();
      await person.open(stage.authorizeUrl(client, { ui_locales: 'de' }));
      await person.press('Code per E-Mail senden', { email: 'jo@example.com' });
      const mail = (await stage.api.mailbox.to('jo@example.com')).at(-1);
      await person.press('Weiter', { code: /\d{6}/.exec(mail?.subject ?? '')?.[0] ?? '' });
      expect(person.page.html).toContain('ist nur für Eingeladene');
    });

    it('ends by its own date for whoever has not come in, and not for whoever has', async () => {
      const { client, base } = await gptUnder({ policy: 'invite_only' });
      const expiresAt = new Date(stage.api.clock.now().getTime() + 60_000).toISOString();
      await creator.post(`${base}/invitations`, { emails: ['in@example.com', 'late@example.com'], expires_at: expiresAt });
      await enter(client, 'in@example.com');
      stage.api.clock.advance(60);
      expect((await signIn(client, 'late@example.com')).page.html).toContain('Your invitation has expired');
      expect((await signIn(client, 'in@example.com')).leftTo).toContain('code=');
    });

    it('withdrawn, is refused on the next call, and by refresh, and at the next sign-in', async () => {
      const { client, base } = await gptUnder({ policy: 'invite_only' });
      const [id, other] = (
        await creator.post(`${base}/invitations`, { emails: ['x@example.com', 'y@example.com'] })
      ).body.data.map((one: { id: string }) => one.id);
      const { person, tokens } = await enter(client, 'x@example.com');
      const beside = await enter(client, 'y@example.com');
      expect(await stage.verify(client, tokens.access_token)).toBe(200);
      expect((await creator.delete(`${base}/invitations/${id}`)).status).toBe(204);
      expect((await creator.delete(`${base}/invitations/${id}`)).status).toBe(404);
      expect(await stage.verify(client, tokens.access_token)).toBe(401);
      expect((await stage.refresh(client, tokens.refresh_token)).statusCode).toBe(400);
      expect((await signIn(client, 'x@example.com', {}, person)).page.html).toContain('is for invited people');
      expect(await stage.verify(client, beside.tokens.access_token)).toBe(200);
      expect(other).toMatch(/^inv_/);
    });

    it('is not withdrawn from whoever may use the GPT anyway', async () => {
      const { client, base } = await gptUnder({ policy: 'domains', allowed_domains: ['example.com'] });
      const [{ id }] = (await creator.post(`${base}/invitations`, { emails: ['z@example.com'] })).body.data;
      const { tokens } = await enter(client, 'z@example.com');
      await creator.delete(`${base}/invitations/${id}`);
      expect(await stage.verify(client, tokens.access_token)).toBe(200);
    });

    it('is mailed to one person once in a while, however often they are invited', async () => {
      const { base } = await gptUnder({ policy: 'invite_only' });
      const invite = () =>
        creator.post(`${base}/invitations`, { emails: ['often@example.com'], send_mail: true, language: 'fr' });
      const [first, second] = [await invite(), await invite()];
      expect(second.body.data[0].id).toBe(first.body.data[0].id);
      const mails = await stage.api.mailbox.to('often@example.com');
      expect(mails.map(({ subject }) => subject)).toEqual(['Vous êtes invité à utiliser Greeter']);
    });

    it('says what is wrong with which address, and invites none then', async () => {
      const { base } = await gptUnder({ policy: 'invite_only' });
      const answer = await creator.post(`${base}/invitations`, { emails: ['good@example.com', 'bad@', 'a b@example.com'] });
      expect(answer.status).toBe(422);
      expect(answer.body.errors.map(({ field }: { field: string }) => field)).toEqual(['emails.1', 'emails.2']);
      expect((await creator.get(`${base}/invitations`)).body.data).toEqual([]);
      expect(
        (await creator.post(`${base}/invitations`, { emails: ['a@example.com'], expires_at: '2020-01-01T00:00:00Z' })).status,
      ).toBe(422);
    });

    it('is listed page by page', async () => {
      const { base } = await gptUnder({ policy: 'invite_only' });
      await creator.post(`${base}/invitations`, { emails: Array.from({ length: 5 }, (_, n) => `p${n}@example.com`) });
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const { data, next_cursor } = (await creator.get(`${base}/invitations?limit=2&cursor=${cursor}`)).body;
        seen.push(...data.map(({ email }: { email: string }) => email));
        cursor = next_cursor as string | null;
      }
      expect(seen.sort()).toEqual(['p0@example.com', 'p1@example.com', 'p2@example.com', 'p3@example.com', 'p4@example.com']);
    });
  });

  describe('by domain', () => {
    it('lets in exactly the listed ones, in any case and script, and no sub-domain', async () => {
      const { client, base } = await gptUnder({ policy: 'domains', allowed_domains: ['@ACME.example', 'bücher.example'] });
      expect((await creator.get(`${base}/access-policy`)).body.allowed_domains).toEqual([
        'acme.example',
        'xn--bcher-kva.example',
      ]);
      for (const email of ['ada@acme.example', 'ada@xn--bcher-kva.example'])
        expect((await signIn(client, email)).page.html).toContain('Allow');
      for (const email of ['ada@sub.acme.example', 'ada@acme.example.evil.example', 'ada@notacme.example']) {
        const { page } = await signIn(client, email);
        expect([email, page.status, page.html.includes('is not open to this address')]).toEqual([email, 403, true]);
      }
    });

    it('takes no pattern for a domain, and no empty list', async () => {
      const { base } = await gptUnder({ policy: 'open' });
      for (const allowed_domains of [['*.acme.example'], ['acme'], ['a@acme.example'], []]) {
        const answer = await creator.put(`${base}/access-policy`, { policy: 'domains', allowed_domains });
        expect([allowed_domains, answer.status]).toEqual([allowed_domains, 422]);
      }
      expect((await creator.get(`${base}/access-policy`)).body.policy).toBe('open');
    });
  });

  describe('by approval', () => {
    it('lets a person ask, tells the members, and lets them in once somebody says yes', async () => {
      const { client, base } = await gptUnder({ policy: 'approval' });
      const person = await signIn(client, 'asks@example.com');
      expect(person.page.html).toContain('is open to approved people');
      await person.press('Ask for access');
      expect([person.page.status, person.page.html.includes('Your request was sent')]).toEqual([403, true]);
      const notice = (await stage.api.mailbox.to('ada@example.com')).at(-1);
      expect(notice?.subject).toBe('Somebody asks to use Greeter');
      expect(notice?.text).toContain(`/w/${client.slug}/gpts/${client.gptId}/sign-in`);
      expect(notice?.text).not.toContain('asks@example.com');

      const [request] = (await creator.get(`${base}/access-requests?status=waiting`)).body.data;
      expect(request).toMatchObject({ email: 'asks@example.com', status: 'waiting', decided_at: null });
      const approved = await creator.post(`${base}/access-requests/${request.id}/approve`);
      expect([approved.status, approved.body.status]).toEqual([200, 'approved']);
      expect((await stage.api.mailbox.to('asks@example.com')).at(-1)?.subject).toBe('You may use Greeter');

      await person.follow('Look again');
      await person.press('Allow');
      expect(person.leftTo).toContain('code=');
      expect((await creator.get(`${base}/access-policy`)).body).toMatchObject({ waiting: 0, inside: 1 });
    });

    it('tells a refused person so, and approves them later if a member thinks again', async () => {
      const { client, base } = await gptUnder({ policy: 'approval' });
      const person = await signIn(client, 'no@example.com');
      await person.press('Ask for access');
      const [{ id }] = (await creator.get(`${base}/access-requests`)).body.data;
      expect((await creator.post(`${base}/access-requests/${id}/refuse`)).body.status).toBe('refused');
      expect((await stage.api.mailbox.to('no@example.com')).at(-1)?.subject).toBe('Your request for Greeter');
      await person.follow('Look again');
      expect(person.page.html).toContain('Your request was not approved');
      await creator.post(`${base}/access-requests/${id}/approve`);
      expect((await signIn(client, 'no@example.com', {}, person)).page.html).toContain('Allow');
    });

    it('ends what it gave, on the next call, when it is taken back', async () => {
      const { client, base } = await gptUnder({ policy: 'approval' });
      const asking = await signIn(client, 'back@example.com');
      await asking.press('Ask for access');
      const [{ id }] = (await creator.get(`${base}/access-requests`)).body.data;
      await creator.post(`${base}/access-requests/${id}/approve`);
      const { tokens } = await enter(client, 'back@example.com');
      expect(await stage.verify(client, tokens.access_token)).toBe(200);
      await creator.post(`${base}/access-requests/${id}/refuse`);
      expect(await stage.verify(client, tokens.access_token)).toBe(401);
    });

    it('keeps one request of a person, mails the members once an hour, and the person once an answer', async () => {
      const { client, base } = await gptUnder({ policy: 'approval' });
      const before = (await stage.api.mailbox.to('ada@example.com')).length;
      const person = await signIn(client, 'twice@example.com');
      const tab = person.tab();
      tab.page = person.page;
      await Promise.all([person.press('Ask for access'), tab.press('Ask for access')]);
      await (await signIn(client, 'other@example.com')).press('Ask for access');
      expect((await stage.api.mailbox.to('ada@example.com')).length).toBe(before + 1);
      const { data } = (await creator.get(`${base}/access-requests`)).body;
      expect(data).toHaveLength(2);
      const approve = () => creator.post(`${base}/access-requests/${data[0].id}/approve`);
      const mailed = (await stage.api.mailbox.to(data[0].email)).length;
      expect([(await approve()).status, (await approve()).status]).toEqual([200, 200]);
      expect((await stage.api.mailbox.to(data[0].email)).length).toBe(mailed + 1);
    });

    it('takes no request that another site forged, nor one for somebody else than the page named', async () => {
      const { client, base } = await gptUnder({ policy: 'approval' });
      const person = await signIn(client, 'forged@example.com');
      const path = person.page.path.replace(/\/consent$/, '/access-request');
      await person.post(path, {});
      expect(person.page.status).toBe(403);
      const csrf = /name="csrf" value="([^"]*)"/.exec((await signIn(client, '', {}, person)).page.html)?.[1] ?? '';
      await person.post(person.page.path.replace(/\/consent$/, '/access-request'), { csrf, person: 'x' });
      expect((await creator.get(`${base}/access-requests`)).body.data).toEqual([]);
    });
  });

  describe('when it is made narrower', () => {
    it('leaves those in who are in, until they have to sign in again', async () => {
      const { client, base } = await gptUnder({ policy: 'open' });
      const { person, tokens } = await enter(client, 'stays@example.com');
      const put = await creator.put(`${base}/access-policy`, { policy: 'invite_only' });
      expect(put.body).toMatchObject({ ended: 0, inside: 1 });
      expect(await stage.verify(client, tokens.access_token)).toBe(200);
      expect((await stage.refresh(client, tokens.refresh_token)).statusCode).toBe(200);
      const again = await signIn(client, 'stays@example.com', {}, person);
      expect([again.leftTo, again.page.status]).toEqual([null, 403]);
    });

    it('holds for them too on the next call if the creator says so, and for nobody whom it admits', async () => {
      const { client, base } = await gptUnder({ policy: 'open' });
      const out = await enter(client, 'out@elsewhere.example');
      const inside = await enter(client, 'in@acme.example');
      for (const { tokens } of [out, inside]) expect(await stage.verify(client, tokens.access_token)).toBe(200);
      const policy = { policy: 'domains', allowed_domains: ['acme.example'], also_those_in: true };
      expect((await creator.put(`${base}/access-policy`, policy)).body).toMatchObject({ ended: 1, inside: 1 });
      expect(await stage.verify(client, out.tokens.access_token)).toBe(401);
      expect(await stage.verify(client, inside.tokens.access_token)).toBe(200);
    });

    it('gives no code to whoever stood before the consent page meanwhile', async () => {
      const { client, base } = await gptUnder({ policy: 'open' });
      const person = await signIn(client, 'meanwhile@example.com');
      await creator.put(`${base}/access-policy`, { policy: 'invite_only' });
      await person.press('Allow');
      expect([person.leftTo, person.page.status]).toEqual([null, 403]);
    });

    it('answers a silent request with access_denied', async () => {
      const { client, base } = await gptUnder({ policy: 'open' });
      const { person } = await enter(client, 'silent@example.com');
      expect((await signIn(client, '', { prompt: 'none' }, person)).leftTo).toContain('code=');
      await creator.put(`${base}/access-policy`, { policy: 'invite_only' });
      expect((await signIn(client, '', { prompt: 'none' }, person)).leftTo).toContain('error=access_denied');
    });
  });

  it('stays between a workspace and its members', async () => {
    const { client, base } = await gptUnder({ policy: 'approval' });
    await (await signIn(client, 'private@example.com')).press('Ask for access');
    const [{ id }] = (await creator.get(`${base}/access-requests`)).body.data;
    const rival = await createCreator(stage.api, 'rival');
    const gpt = (await rival.browser.post(`${rival.base}/gpts`, { name: 'Theirs' })).body;
    for (const at of [base, `${rival.base}/gpts/${client.gptId}`, `${rival.base}/gpts/${gpt.id}`]) {
      expect((await rival.browser.post(`${at}/access-requests/${id}/approve`)).status).toBe(404);
      if (at.includes(gpt.id as string)) continue;
      expect((await rival.browser.put(`${at}/access-policy`, { policy: 'open' })).status).toBe(404);
      expect((await rival.browser.post(`${at}/invitations`, { emails: ['rival@example.com'] })).status).toBe(404);
    }
    expect((await creator.get(`${base}/access-requests`)).body.data[0].status).toBe('waiting');
  });

  it('is a viewer’s to see and an admin’s to change', async () => {
    const { client, base } = await gptUnder({ policy: 'open' });
    await signUp(stage.api, 'dev@example.com').then(async (developer) => {
      await joinWorkspace(stage.api, 'dev@example.com', client, 'developer');
      expect((await developer.get(`${base}/access-policy`)).status).toBe(200);
      expect((await developer.put(`${base}/access-policy`, { policy: 'open' })).status).toBe(403);
      expect((await developer.post(`${base}/invitations`, { emails: ['a@example.com'] })).status).toBe(403);
    });
  });

  it('sends nobody a link that leads elsewhere than to ChatGPT', async () => {
    const { base } = await gptUnder({ policy: 'open' });
    for (const gpt_url of [
      'https://evil.example/g/g-x',
      'https://chatgpt.com.evil.example/g/g-x',
      'javascript:alert(1)',
      'https://chatgpt.com/share/x',
    ])
      expect((await creator.put(`${base}/access-policy`, { policy: 'open', gpt_url })).status).toBe(422);
  });
});
