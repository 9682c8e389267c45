import { type AccountStage, type AccountTenant, type SignedInPerson, startAccountStage } from '../../../test/account-stage';
import { snapshotOf } from '../../../test/test-tenant';

describe('nobody gets into another person’s account', () => {
  let stage: AccountStage;
  let acme: AccountTenant;
  let rival: AccountTenant;
  let ada: SignedInPerson;
  let eve: SignedInPerson;

  beforeAll(async () => {
    stage = await startAccountStage();
    [acme, rival] = [await stage.tenant('acme'), await stage.tenant('rival')];
    ada = await stage.signIn(acme, 'ada@example.com');
    eve = await stage.signIn(rival, 'eve@example.com');
  });
  afterAll(() => stage.stop());

  const sessionOf = ({ person }: SignedInPerson): string => person.cookieValue('gth_sub');
  const csrfOf = async (tenant: AccountTenant, who: SignedInPerson): Promise<string> => {
    const page = await stage.api.server.inject({
      url: `/t/${tenant.slug}/account`,
      headers: { cookie: `gth_sub=${sessionOf(who)}` },
    });
    return /name="csrf" value="([^"]*)"/.exec(page.payload)?.[1] ?? '';
  };
  const post = (slug: string, path: string, cookie: string, fields: Record<string, string>) =>
    stage.api.server.inject({
      method: 'POST',
      url: `/t/${slug}/account${path}`,
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(fields).toString(),
    });
  const changesOf = (tenant: AccountTenant, email: string): readonly (readonly [string, Record<string, string>])[] => [
    [`/gpts/${tenant.foods}/end`, {}],
    ['/devices/sign-out-others', {}],
    ['/news', { news: 'agree' }],
    ['/passkeys/add', { credential: '{}' }],
    ['/passkeys/pky_01/remove', {}],
    ['/password', { password: 'seven green kettles' }],
    ['/export', {}],
    ['/erase', { email }],
    ['/sign-out', {}],
  ];
  /** Everything but what a request leaves by itself: the sign-in that it is sent to. */
  const stateOf = async (tenant: AccountTenant): Promise<Record<string, string>> => {
    const { interactions: _begun, ...rest } = await snapshotOf(stage.api.database, tenant.workspaceId);
    return rest;
  };

  it('with a session of another workspace: it is as none at all', async () => {
    const cookie = `gth_sub=${sessionOf(eve)}`;
    const before = await stateOf(acme);
    const page = await stage.api.server.inject({ url: '/t/acme/account', headers: { cookie } });
    expect([page.statusCode, page.headers.location]).toEqual([303, expect.stringMatching(/^\/t\/acme\/sign-in\/int_/)]);
    for (const [path, fields] of changesOf(acme, ada.email)) {
      const answer = await post('acme', path, cookie, { ...fields, csrf: await csrfOf(rival, eve) });
      expect([path, answer.statusCode, answer.headers.location]).toEqual([path, 303, expect.stringMatching(/\/sign-in\/int_/)]);
    }
    expect(await stateOf(acme)).toEqual(before);
  });

  it('by a form without the token of the session, or with another session’s', async () => {
    const cookie = `gth_sub=${sessionOf(ada)}`;
    const second = await stage.signIn(acme, ada.email);
    const before = await stateOf(acme);
    for (const csrf of ['', 'AAAA', await csrfOf(acme, second), await csrfOf(rival, eve)]) {
      for (const [path, fields] of changesOf(acme, ada.email)) {
        const answer = await post('acme', path, cookie, { ...fields, ...(csrf === '' ? {} : { csrf }) });
        expect([path, answer.statusCode]).toEqual([path, 403]);
      }
    }
    expect(await stateOf(acme)).toEqual(before);
  });

  it('by naming a GPT, a device or a workspace that is not theirs', async () => {
    const bob = await stage.signIn(acme, 'bob@example.com');
    const cookie = `gth_sub=${sessionOf(bob)}`;
    const csrf = await csrfOf(acme, bob);
    const [session] = await stage.api.database.query<{ id: string }>(
      'SELECT id FROM subscriber_sessions WHERE subscriber_id = $1 LIMIT 1',
      [ada.id],
    );
    const before = await stateOf(acme);
    for (const path of [
      `/devices/${session?.id}/sign-out`,
      '/devices/nonsense/sign-out',
      `/gpts/${rival.foods}/end`,
      `/gpts/${acme.ids.gpt}/end`,
      '/gpts/%00/end',
    ]) {
      const answer = await post('acme', path, cookie, { csrf });
      expect([path, answer.statusCode]).toEqual([path, 303]);
    }
    expect(await stateOf(acme)).toEqual(before);
    expect(await stage.verify(acme, ada.accessToken)).toBe(200);
    for (const path of [`/gpts/${rival.foods}`, '/gpts/nonsense', `/gpts/${acme.ids.gpt}`]) {
      expect((await stage.api.server.inject({ url: `/t/acme/account${path}`, headers: { cookie } })).statusCode).toBe(404);
    }
    expect((await stage.api.server.inject({ url: '/t/nobody-here/account', headers: { cookie } })).statusCode).toBe(404);
  });

  it('by a session that was planted before they signed in: every sign-in begins a new one', async () => {
    const victim = stage.person();
    const planted = sessionOf(eve);
    await victim.open('/t/rival/account');
    const page = await stage.api.server.inject({ url: '/t/rival/account', headers: { cookie: `gth_sub=${planted}` } });
    expect(page.statusCode).toBe(200);
    const signedIn = await stage.signIn(rival, 'victim@example.com', victim);
    expect(sessionOf(signedIn)).not.toBe(planted);
    const again = await stage.signIn(rival, 'victim@example.com', stage.person());
    expect(sessionOf(again)).not.toBe(sessionOf(signedIn));
    const after = await stage.api.server.inject({ url: '/t/rival/account', headers: { cookie: `gth_sub=${planted}` } });
    expect(after.payload).not.toContain('victim@example.com');
  });

  it('and every page of it forbids framing, scripts, storing and being read by others', async () => {
    const cookie = `gth_sub=${sessionOf(ada)}`;
    for (const path of ['', `/gpts/${acme.foods}`, '/erase', '/signed-out']) {
      const { headers, statusCode, payload } = await stage.api.server.inject({
        url: `/t/acme/account${path}`,
        headers: { cookie },
      });
      expect([path, statusCode]).toEqual([path, 200]);
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-frame-options': 'DENY',
        'content-security-policy': expect.stringContaining("default-src 'none'"),
      });
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers).not.toHaveProperty('access-control-allow-origin');
      expect(payload).not.toMatch(/<script| style=| on\w+=/);
    }
  });

  it('when several erase, revoke, refresh and call at once, nothing fails and nothing of them is left', async () => {
    const carol = await stage.signIn(acme, 'carol@example.com');
    const cookie = `gth_sub=${sessionOf(carol)}`;
    const csrf = await csrfOf(acme, carol);
    const erase = () => post('acme', '/erase', cookie, { csrf, email: carol.email });
    const answers = await Promise.all([
      erase(),
      stage.refresh(acme, carol.refreshToken),
      erase(),
      post('acme', `/gpts/${acme.foods}/end`, cookie, { csrf }),
      stage.verify(acme, carol.accessToken),
      stage.refresh(acme, carol.refreshToken),
      post('acme', '/devices/sign-out-others', cookie, { csrf }),
    ]);
    for (const answer of answers) expect(typeof answer === 'number' ? answer : answer.statusCode).toBeLessThan(500);
    expect(await stage.verify(acme, carol.accessToken)).toBe(401);
    const left = await snapshotOf(stage.api.database, acme.workspaceId);
    expect(Object.keys(left).filter((table) => left[table]?.includes(carol.id))).toEqual(['audit_events', 'erased_subscribers']);
  });

  describe('when somebody is erased at the very moment', () => {
    /** Erases them in a transaction that ends when what was begun meanwhile waits for it. */
    async function erasedDuring(who: SignedInPerson, act: () => Promise<unknown>): Promise<void> {
      const { database } = stage.api;
      await database.query('BEGIN');
      await database.query('DELETE FROM subscribers WHERE workspace_id = $1 AND id = $2', [acme.workspaceId, who.id]);
      const acting = act();
      const waiting = async (): Promise<boolean> => {
        await database.query('SELECT pg_stat_clear_snapshot()');
        const held = 'SELECT 1 FROM pg_stat_activity WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))';
        return (await database.query(held)).length > 0;
      };
      while (!(await waiting()));
      await database.query('COMMIT');
      await acting;
    }
    const authorizeUrl = (): string => {
      const asked = { response_type: 'code', client_id: acme.clientId, redirect_uri: acme.callbackUrl, state: 'x' };
      return `/t/acme/oauth/authorize?${new URLSearchParams(asked).toString()}`;
    };

    it('in which they come back to a GPT that they allowed, they are asked who they are', async () => {
      const dora = await stage.signIn(acme, 'dora@example.com');
      const { person } = dora;
      await erasedDuring(dora, () => person.open(authorizeUrl()));
      expect([person.page.status, person.leftTo]).toEqual([200, null]);
      expect(person.page.html).toContain('Email me a code');
    });

    it('in which they enter their code, they begin anew', async () => {
      const erin = await stage.signIn(acme, 'erin@example.com');
      const person = await stage.person().open(authorizeUrl());
      await person.press('Email me a code', { email: erin.email });
      const code = await stage.api.mailbox.codeFor(erin.email);
      await erasedDuring(erin, () => person.press('Continue', { code }));
      expect(person.page.status).toBeLessThan(500);
      const again = await stage.signIn(acme, erin.email);
      expect(again.id).not.toBe(erin.id);
    });
  });
});
