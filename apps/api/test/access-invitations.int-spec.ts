import { type AccessStage, startAccessStage } from './access-stage';

describe('who may use a GPT by invitation', () => {
  let access: AccessStage;

  beforeAll(async () => {
    access = await startAccessStage();
  });
  afterAll(() => access.stage.stop());

  it('turns the uninvited away after sign-in and before consent, and lets them in once they are invited', async () => {
    const { client, base } = await access.gptUnder({ policy: 'invite_only', gpt_url: 'https://chatgpt.com/g/g-abc' });
    const person = await access.signIn(client, 'grace@example.com');
    expect([person.page.status, person.leftTo]).toEqual([403, null]);
    expect(person.page.html).toContain('is for invited people');
    expect(person.page.html).toContain('grace@example.com');
    await person.post(`${person.page.path}`, { decision: 'allow' });
    expect(person.leftTo).toBeNull();

    const invited = await access.creator.post(`${base}/invitations`, { emails: ['Grace@Example.com '], send_mail: true });
    expect(invited.status).toBe(201);
    expect(invited.body.data[0]).toMatchObject({ email: 'grace@example.com', accepted_at: null });
    const mail = (await access.stage.api.mailbox.to('grace@example.com')).at(-1);
    expect(mail?.subject).toBe('You are invited to Greeter');
    expect(mail?.text).toContain('https://chatgpt.com/g/g-abc');

    const again = await access.signIn(client, 'grace@example.com', {}, person);
    await again.press('Allow');
    expect(new URL(again.leftTo ?? '').searchParams.get('code')).toMatch(/^gth_ac_/);
    expect((await access.creator.get(`${base}/invitations`)).body.data[0].accepted_at).toBe(
      access.stage.api.clock.now().toISOString(),
    );
  });

  it('speaks the language of the person', async () => {
    const { client } = await access.gptUnder({ policy: 'invite_only' });
    const person = access.stage.person();
    await person.open(access.stage.authorizeUrl(client, { ui_locales: 'de' }));
    await person.press('Code per E-Mail senden', { email: 'jo@example.com' });
    const mail = (await access.stage.api.mailbox.to('jo@example.com')).at(-1);
    await person.press('Weiter', { code: /\d{6}/.exec(mail?.subject ?? '')?.[0] ?? '' });
    expect(person.page.html).toContain('ist nur für Eingeladene');
  });

  it('ends by its own date for whoever has not come in, and not for whoever has', async () => {
    const { client, base } = await access.gptUnder({ policy: 'invite_only' });
    const expiresAt = new Date(access.stage.api.clock.now().getTime() + 60_000).toISOString();
    await access.creator.post(`${base}/invitations`, { emails: ['in@example.com', 'late@example.com'], expires_at: expiresAt });
    await access.enter(client, 'in@example.com');
    access.stage.api.clock.advance(60);
    expect((await access.signIn(client, 'late@example.com')).page.html).toContain('Your invitation has expired');
    expect((await access.signIn(client, 'in@example.com')).leftTo).toContain('code=');
  });

  it('withdrawn, is refused on the next call, and by refresh, and at the next sign-in', async () => {
    const { client, base } = await access.gptUnder({ policy: 'invite_only' });
    const [id, other] = (
      await access.creator.post(`${base}/invitations`, { emails: ['x@example.com', 'y@example.com'] })
    ).body.data.map((one: { id: string }) => one.id);
    const { person, tokens } = await access.enter(client, 'x@example.com');
    const beside = await access.enter(client, 'y@example.com');
    expect(await access.stage.verify(client, tokens.access_token)).toBe(200);
    expect((await access.creator.delete(`${base}/invitations/${id}`)).status).toBe(204);
    expect((await access.creator.delete(`${base}/invitations/${id}`)).status).toBe(404);
    expect(await access.stage.verify(client, tokens.access_token)).toBe(401);
    expect((await access.stage.refresh(client, tokens.refresh_token)).statusCode).toBe(400);
    expect((await access.signIn(client, 'x@example.com', {}, person)).page.html).toContain('is for invited people');
    expect(await access.stage.verify(client, beside.tokens.access_token)).toBe(200);
    expect(other).toMatch(/^inv_/);
  });

  it('is not withdrawn from whoever may use the GPT anyway', async () => {
    const { client, base } = await access.gptUnder({ policy: 'domains', allowed_domains: ['example.com'] });
    const [{ id }] = (await access.creator.post(`${base}/invitations`, { emails: ['z@example.com'] })).body.data;
    const { tokens } = await access.enter(client, 'z@example.com');
    await access.creator.delete(`${base}/invitations/${id}`);
    expect(await access.stage.verify(client, tokens.access_token)).toBe(200);
  });

  it('is mailed to one person once in a while, however often they are invited', async () => {
    const { base } = await access.gptUnder({ policy: 'invite_only' });
    const invite = () =>
      access.creator.post(`${base}/invitations`, { emails: ['often@example.com'], send_mail: true, language: 'fr' });
    const [first, second] = [await invite(), await invite()];
    expect(second.body.data[0].id).toBe(first.body.data[0].id);
    const mails = await access.stage.api.mailbox.to('often@example.com');
    expect(mails.map(({ subject }) => subject)).toEqual(['Vous êtes invité à utiliser Greeter']);
  });

  it('says what is wrong with which address, and invites none then', async () => {
    const { base } = await access.gptUnder({ policy: 'invite_only' });
    const answer = await access.creator.post(`${base}/invitations`, { emails: ['good@example.com', 'bad@', 'a b@example.com'] });
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map(({ field }: { field: string }) => field)).toEqual(['emails.1', 'emails.2']);
    expect((await access.creator.get(`${base}/invitations`)).body.data).toEqual([]);
    expect(
      (await access.creator.post(`${base}/invitations`, { emails: ['a@example.com'], expires_at: '2020-01-01T00:00:00Z' }))
        .status,
    ).toBe(422);
  });

  it('is listed page by page', async () => {
    const { base } = await access.gptUnder({ policy: 'invite_only' });
    await access.creator.post(`${base}/invitations`, { emails: Array.from({ length: 5 }, (_, n) => `p${n}@example.com`) });
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { data, next_cursor } = (await access.creator.get(`${base}/invitations?limit=2&cursor=${cursor}`)).body;
      seen.push(...data.map(({ email }: { email: string }) => email));
      cursor = next_cursor as string | null;
    }
    expect(seen.sort()).toEqual(['p0@example.com', 'p1@example.com', 'p2@example.com', 'p3@example.com', 'p4@example.com']);
  });
});
