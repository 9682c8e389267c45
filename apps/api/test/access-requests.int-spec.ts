import { type AccessStage, startAccessStage } from './access-stage';

describe('who may use a GPT by approval', () => {
  let access: AccessStage;

  beforeAll(async () => {
    access = await startAccessStage();
  });
  afterAll(() => access.stage.stop());

  it('lets a person ask, tells the members, and lets them in once somebody says yes', async () => {
    const { client, base } = await access.gptUnder({ policy: 'approval' });
    const person = await access.signIn(client, 'asks@example.com');
    expect(person.page.html).toContain('is open to approved people');
    await person.press('Ask for access');
    expect([person.page.status, person.page.html.includes('Your request was sent')]).toEqual([403, true]);
    const notice = (await access.stage.api.mailbox.to('ada@example.com')).at(-1);
    expect(notice?.subject).toBe('Somebody asks to use Greeter');
    expect(notice?.text).toContain(`/w/${client.slug}/gpts/${client.gptId}/sign-in`);
    expect(notice?.text).not.toContain('asks@example.com');

    const [request] = (await access.creator.get(`${base}/access-requests?status=waiting`)).body.data;
    expect(request).toMatchObject({ email: 'asks@example.com', status: 'waiting', decided_at: null });
    const approved = await access.creator.post(`${base}/access-requests/${request.id}/approve`);
    expect([approved.status, approved.body.status]).toEqual([200, 'approved']);
    expect((await access.stage.api.mailbox.to('asks@example.com')).at(-1)?.subject).toBe('You may use Greeter');

    await person.follow('Look again');
    await person.press('Allow');
    expect(person.leftTo).toContain('code=');
    expect((await access.creator.get(`${base}/access-policy`)).body).toMatchObject({ waiting: 0, inside: 1 });
  });

  it('tells a refused person so, and approves them later if a member thinks again', async () => {
    const { client, base } = await access.gptUnder({ policy: 'approval' });
    const person = await access.signIn(client, 'no@example.com');
    await person.press('Ask for access');
    const [{ id }] = (await access.creator.get(`${base}/access-requests`)).body.data;
    expect((await access.creator.post(`${base}/access-requests/${id}/refuse`)).body.status).toBe('refused');
    expect((await access.stage.api.mailbox.to('no@example.com')).at(-1)?.subject).toBe('Your request for Greeter');
    await person.follow('Look again');
    expect(person.page.html).toContain('Your request was not approved');
    await access.creator.post(`${base}/access-requests/${id}/approve`);
    expect((await access.signIn(client, 'no@example.com', {}, person)).page.html).toContain('Allow');
  });

  it('ends what it gave, on the next call, when it is taken back', async () => {
    const { client, base } = await access.gptUnder({ policy: 'approval' });
    const asking = await access.signIn(client, 'back@example.com');
    await asking.press('Ask for access');
    const [{ id }] = (await access.creator.get(`${base}/access-requests`)).body.data;
    await access.creator.post(`${base}/access-requests/${id}/approve`);
    const { tokens } = await access.enter(client, 'back@example.com');
    expect(await access.stage.verify(client, tokens.access_token)).toBe(200);
    await access.creator.post(`${base}/access-requests/${id}/refuse`);
    expect(await access.stage.verify(client, tokens.access_token)).toBe(401);
  });

  it('keeps one request of a person, mails the members once an hour, and the person once an answer', async () => {
    const { client, base } = await access.gptUnder({ policy: 'approval' });
    const before = (await access.stage.api.mailbox.to('ada@example.com')).length;
    const person = await access.signIn(client, 'twice@example.com');
    const tab = person.tab();
    tab.page = person.page;
    await Promise.all([person.press('Ask for access'), tab.press('Ask for access')]);
    await (await access.signIn(client, 'other@example.com')).press('Ask for access');
    expect((await access.stage.api.mailbox.to('ada@example.com')).length).toBe(before + 1);
    const { data } = (await access.creator.get(`${base}/access-requests`)).body;
    expect(data).toHaveLength(2);
    const approve = () => access.creator.post(`${base}/access-requests/${data[0].id}/approve`);
    const mailed = (await access.stage.api.mailbox.to(data[0].email)).length;
    expect([(await approve()).status, (await approve()).status]).toEqual([200, 200]);
    expect((await access.stage.api.mailbox.to(data[0].email)).length).toBe(mailed + 1);
  });

  it('takes no request that another site forged, nor one for somebody else than the page named', async () => {
    const { client, base } = await access.gptUnder({ policy: 'approval' });
    const person = await access.signIn(client, 'forged@example.com');
    const path = person.page.path.replace(/\/consent$/, '/access-request');
    await person.post(path, {});
    expect(person.page.status).toBe(403);
    const csrf = /name="csrf" value="([^"]*)"/.exec((await access.signIn(client, '', {}, person)).page.html)?.[1] ?? '';
    await person.post(person.page.path.replace(/\/consent$/, '/access-request'), { csrf, person: 'x' });
    expect((await access.creator.get(`${base}/access-requests`)).body.data).toEqual([]);
  });
});
