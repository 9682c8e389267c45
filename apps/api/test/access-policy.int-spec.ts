import { type AccessStage, startAccessStage } from './access-stage';
import { createCreator, joinWorkspace, signUp } from './test-members';

describe('who may use a GPT', () => {
  let access: AccessStage;

  beforeAll(async () => {
    access = await startAccessStage();
  });
  afterAll(() => access.stage.stop());

  it('is everybody, as long as nobody said otherwise', async () => {
    const client = await access.stage.client();
    await joinWorkspace(access.stage.api, 'ada@example.com', client);
    const base = `/api/v1/workspaces/${client.slug}/gpts/${client.gptId}`;
    const open = { policy: 'open', allowed_domains: [], gpt_url: null, waiting: 0, inside: 0 };
    expect((await access.creator.get(`${base}/access-policy`)).body).toEqual(open);
    await access.enter(client, 'anybody@example.com');
    expect((await access.creator.get(`${base}/access-policy`)).body).toEqual({ ...open, inside: 1 });
  });

  describe('by domain', () => {
    it('lets in exactly the listed ones, in any case and script, and no sub-domain', async () => {
      const { client, base } = await access.gptUnder({ policy: 'domains', allowed_domains: ['@ACME.example', 'bücher.example'] });
      expect((await access.creator.get(`${base}/access-policy`)).body.allowed_domains).toEqual([
        'acme.example',
        'xn--bcher-kva.example',
      ]);
      for (const email of ['ada@acme.example', 'ada@xn--bcher-kva.example'])
        expect((await access.signIn(client, email)).page.html).toContain('Allow');
      for (const email of ['ada@sub.acme.example', 'ada@acme.example.evil.example', 'ada@notacme.example']) {
        const { page } = await access.signIn(client, email);
        expect([email, page.status, page.html.includes('is not open to this address')]).toEqual([email, 403, true]);
      }
    });

    it('takes no pattern for a domain, and no empty list', async () => {
      const { base } = await access.gptUnder({ policy: 'open' });
      for (const allowed_domains of [['*.acme.example'], ['acme'], ['a@acme.example'], []]) {
        const answer = await access.creator.put(`${base}/access-policy`, { policy: 'domains', allowed_domains });
        expect([allowed_domains, answer.status]).toEqual([allowed_domains, 422]);
      }
      expect((await access.creator.get(`${base}/access-policy`)).body.policy).toBe('open');
    });
  });

  describe('when it is made narrower', () => {
    it('leaves those in who are in, until they have to sign in again', async () => {
      const { client, base } = await access.gptUnder({ policy: 'open' });
      const { person, tokens } = await access.enter(client, 'stays@example.com');
      const put = await access.creator.put(`${base}/access-policy`, { policy: 'invite_only' });
      expect(put.body).toMatchObject({ ended: 0, inside: 1 });
      expect(await access.stage.verify(client, tokens.access_token)).toBe(200);
      expect((await access.stage.refresh(client, tokens.refresh_token)).statusCode).toBe(200);
      const again = await access.signIn(client, 'stays@example.com', {}, person);
      expect([again.leftTo, again.page.status]).toEqual([null, 403]);
    });

    it('holds for them too on the next call if the creator says so, and for nobody whom it admits', async () => {
      const { client, base } = await access.gptUnder({ policy: 'open' });
      const out = await access.enter(client, 'out@elsewhere.example');
      const inside = await access.enter(client, 'in@acme.example');
      for (const { tokens } of [out, inside]) expect(await access.stage.verify(client, tokens.access_token)).toBe(200);
      const policy = { policy: 'domains', allowed_domains: ['acme.example'], also_those_in: true };
      expect((await access.creator.put(`${base}/access-policy`, policy)).body).toMatchObject({ ended: 1, inside: 1 });
      expect(await access.stage.verify(client, out.tokens.access_token)).toBe(401);
      expect(await access.stage.verify(client, inside.tokens.access_token)).toBe(200);
    });

    it('gives no code to whoever stood before the consent page meanwhile', async () => {
      const { client, base } = await access.gptUnder({ policy: 'open' });
      const person = await access.signIn(client, 'meanwhile@example.com');
      await access.creator.put(`${base}/access-policy`, { policy: 'invite_only' });
      await person.press('Allow');
      expect([person.leftTo, person.page.status]).toEqual([null, 403]);
    });

    it('answers a silent request with access_denied', async () => {
      const { client, base } = await access.gptUnder({ policy: 'open' });
      const { person } = await access.enter(client, 'silent@example.com');
      expect((await access.signIn(client, '', { prompt: 'none' }, person)).leftTo).toContain('code=');
      await access.creator.put(`${base}/access-policy`, { policy: 'invite_only' });
      expect((await access.signIn(client, '', { prompt: 'none' }, person)).leftTo).toContain('error=access_denied');
    });
  });

  it('stays between a workspace and its members', async () => {
    const { client, base } = await access.gptUnder({ policy: 'approval' });
    await (await access.signIn(client, 'private@example.com')).press('Ask for access');
    const [{ id }] = (await access.creator.get(`${base}/access-requests`)).body.data;
    const rival = await createCreator(access.stage.api, 'rival');
    const gpt = (await rival.browser.post(`${rival.base}/gpts`, { name: 'Theirs' })).body;
    for (const at of [base, `${rival.base}/gpts/${client.gptId}`, `${rival.base}/gpts/${gpt.id}`]) {
      expect((await rival.browser.post(`${at}/access-requests/${id}/approve`)).status).toBe(404);
      if (at.includes(gpt.id as string)) continue;
      expect((await rival.browser.put(`${at}/access-policy`, { policy: 'open' })).status).toBe(404);
      expect((await rival.browser.post(`${at}/invitations`, { emails: ['rival@example.com'] })).status).toBe(404);
    }
    expect((await access.creator.get(`${base}/access-requests`)).body.data[0].status).toBe('waiting');
  });

  it('is a viewer’s to see and an admin’s to change', async () => {
    const { client, base } = await access.gptUnder({ policy: 'open' });
    await signUp(access.stage.api, 'dev@example.com').then(async (developer) => {
      await joinWorkspace(access.stage.api, 'dev@example.com', client, 'developer');
      expect((await developer.get(`${base}/access-policy`)).status).toBe(200);
      expect((await developer.put(`${base}/access-policy`, { policy: 'open' })).status).toBe(403);
      expect((await developer.post(`${base}/invitations`, { emails: ['a@example.com'] })).status).toBe(403);
    });
  });

  it('sends nobody a link that leads elsewhere than to ChatGPT', async () => {
    const { base } = await access.gptUnder({ policy: 'open' });
    for (const gpt_url of [
      'https://evil.example/g/g-x',
      'https://chatgpt.com.evil.example/g/g-x',
      'javascript:alert(1)',
      'https://chatgpt.com/share/x',
    ])
      expect((await access.creator.put(`${base}/access-policy`, { policy: 'open', gpt_url })).status).toBe(422);
  });
});
