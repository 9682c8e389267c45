import { newId, Vault } from '@gatehouse/platform';
import { randomUUID } from 'node:crypto';
import { type OAuthStage, startOAuthStage } from '../../../test/oauth-stage';
import type { RegisteredGpt } from '../../../test/seed-registered-client';
import { TestMarks } from '../../edge/test-sign-in/test-mark';
import { TravellingBrowser } from '../../../test/travelling-browser';

const HOME = 'gate.example';
const DOMAIN = 'auth.ada-foods.com';
const account = { sub: '108', email: 'ada@example.com', email_verified: true, name: 'Ada' };

describe('signing in on a custom domain', () => {
  let stage: OAuthStage;
  let client: RegisteredGpt;

  beforeAll(async () => {
    stage = await startOAuthStage({ publicUrl: `https://${HOME}` });
    client = await stage.client();
    await hold(client.workspaceId, DOMAIN);
  });
  afterAll(() => stage.stop());

  const hold = (workspaceId: string, domain: string) =>
    stage.api.database.query(
      'INSERT INTO domain_directory (domain_id, holder_id, held_domain, next_check_at) VALUES ($1, $2, $3, now())',
      [newId('dom'), workspaceId, domain],
    );
  const browser = () => new TravellingBrowser(stage.api.server, [HOME, DOMAIN]);
  const authorizeUrl = (at = `https://${DOMAIN}`) => {
    const { search } = new URL(stage.authorizeUrl(client), at);
    return `${at}/oauth/authorize${search}`;
  };
  const token = (host: string, path: string, fields: Record<string, string>) =>
    stage.api.server.inject({
      method: 'POST',
      url: path,
      headers: { host, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ client_id: client.clientId, client_secret: client.clientSecret, ...fields }).toString(),
    });
  const providerLink = (html: string) => /href="([^"]*\/google)"/.exec(html)?.[1] ?? '';

  it('stays on it from the first page to the code, names it as iss, and its code is worth tokens at either door', async () => {
    for (const [host, path] of [
      [DOMAIN, '/oauth/token'],
      [HOME, `/t/${client.slug}/oauth/token`],
    ] as const) {
      const person = await browser().open(authorizeUrl());
      expect([person.status, new URL(person.url).host]).toEqual([200, DOMAIN]);
      expect(person.html).not.toContain('/t/');
      const email = `${randomUUID()}@example.com`;
      await person.press('Email me a code', { email });
      await person.press('Continue', { code: await stage.api.mailbox.codeFor(email) });
      expect(new URL(person.url).host).toBe(DOMAIN);
      await person.press('Allow');
      const answer = new URL(person.url).searchParams;
      expect(answer.get('iss')).toBe(`https://${DOMAIN}`);
      const fields = { grant_type: 'authorization_code', code: answer.get('code') ?? '', redirect_uri: client.callbackUrl };
      expect((await token(host, path, fields)).statusCode).toBe(200);
    }
  });

  it('binds the browser by cookies of the domain, which the service’s own host never sees', async () => {
    const person = await browser().open(authorizeUrl());
    expect(person.cookieNamesOf(DOMAIN)).toEqual([expect.stringMatching(/^__Host-gth_int_/)]);
    expect(person.cookieNamesOf(HOME)).toEqual([]);
  });

  it('takes the way to Google over the one address that Google knows, and comes back to the domain', async () => {
    const person = await browser().open(authorizeUrl());
    await person.open(providerLink(person.html));
    const [, out = '', google = ''] = person.trail;
    expect(out).toMatch(/^https:\/\/gate\.example\/sign-in\/google\/hand-over\?ticket=/);
    expect(new URL(google).searchParams.get('redirect_uri')).toBe(`https://${HOME}/sign-in/google/callback`);
    await person.open(stage.google.choose(google, account));
    expect(person.trail.map((url) => new URL(url).host)).toEqual([HOME, DOMAIN, DOMAIN]);
    expect(person.html).toContain('ada@example.com');
    await person.press('Allow');
    expect(new URL(person.url).searchParams.get('iss')).toBe(`https://${DOMAIN}`);
  });

  it('comes back to the domain also when nothing came of it', async () => {
    const person = await browser().open(authorizeUrl());
    await person.open(providerLink(person.html));
    const state = new URL(person.url).searchParams.get('state') ?? '';
    await person.open(`https://${HOME}/sign-in/google/callback?error=access_denied&state=${state}`);
    expect([new URL(person.url).host, person.status]).toEqual([DOMAIN, 200]);
    expect(person.html).toContain('Continue with Google');
  });

  it('takes each ticket once, from the browser that began, and no other text', async () => {
    const person = await browser().open(authorizeUrl());
    await person.open(providerLink(person.html));
    const [, out = '', google = ''] = person.trail;
    const again = await browser().open(out);
    expect([again.trail, again.status]).toEqual([[out], 403]);

    await person.open(stage.google.choose(google, account));
    const back = person.trail[1] ?? '';
    const stranger = await browser().open(back);
    expect([new URL(stranger.url).host, stranger.html.includes('ada@example.com')]).toEqual([DOMAIN, false]);
    expect(stranger.status).toBeGreaterThanOrEqual(400);

    const other = await browser().open(authorizeUrl());
    await other.open(back.replace(/sign-in\/[^/]+/, `sign-in/${new URL(other.url).pathname.split('/')[2]}`));
    expect(other.html).not.toContain('ada@example.com');
    expect(other.html).toContain('Continue with Google');
    await other.open(`${new URL(other.url).pathname.split('?')[0]}/google/arrive?ticket=${'A'.repeat(200)}`);
    expect(other.html).not.toContain('ada@example.com');
  });

  it('does not lead from one workspace’s domain into another’s sign-in', async () => {
    const other = await stage.client();
    await hold(other.workspaceId, 'auth.bob-foods.com');
    const person = await browser().open(authorizeUrl());
    const path = new URL(person.url).pathname;
    const there = await stage.api.server.inject({ url: path, headers: { host: 'auth.bob-foods.com' } });
    expect(there.statusCode).toBeGreaterThanOrEqual(400);
  });

  it('has the account there, from the first page to the last, with cookies and links of the domain only', async () => {
    const person = await browser().open(`https://${DOMAIN}/account`);
    const email = `${randomUUID()}@example.com`;
    const known = await browser().open(authorizeUrl());
    for (const one of [known, person]) {
      await one.press('Email me a code', { email });
      await one.press('Continue', { code: await stage.api.mailbox.codeFor(email) });
      if (one === known) await one.press('Allow');
    }
    expect([person.status, person.url]).toEqual([200, `https://${DOMAIN}/account`]);
    expect(person.html).toContain(email);
    expect(person.html).not.toContain('/t/');
    expect(person.cookieNamesOf(HOME)).toEqual([]);
    await person.press('Sign out');
    expect([person.status, person.url]).toEqual([200, `https://${DOMAIN}/account/signed-out`]);
  });

  it('has the privacy page there, and asks passkeys of the domain', async () => {
    const privacy = await browser().open(`https://${DOMAIN}/g/${client.gptId}/privacy`);
    expect([privacy.status, privacy.html.includes('/t/')]).toEqual([200, false]);
    const offering = await stage.client({ loginMethods: ['passkey'] });
    await hold(offering.workspaceId, 'auth.passkeys.com');
    const { search } = new URL(stage.authorizeUrl(offering), `https://${HOME}`);
    const at = new TravellingBrowser(stage.api.server, ['auth.passkeys.com']);
    const person = await at.open(`https://auth.passkeys.com/oauth/authorize${search}`);
    await person.open(`${person.url.split('?')[0]}/passkey`);
    expect(person.html).toContain('&quot;rpId&quot;:&quot;auth.passkeys.com&quot;');
  });

  it('marks a browser for a test on both hosts, and sends on no more of the link than it may', async () => {
    const marks = new TestMarks(new Vault(stage.api.config.masterKeys), stage.api.clock);
    const { workspaceId, gptId } = client;
    const { text } = marks.make('ticket', { workspaceId, gptId, memberId: newId('mbr') });
    for (const end of ['', '\r\n', 'ü', ' ']) {
      const url = `/test-sign-in?ticket=${encodeURIComponent(text + end)}`;
      const { statusCode, headers } = await stage.api.server.inject({ url, headers: { host: DOMAIN } });
      const there = `https://${HOME}/t/${client.slug}/test-sign-in?ticket=${encodeURIComponent(text + end)}`;
      expect([end, statusCode, headers.location]).toEqual([end, 303, there]);
    }
  });

  it('serves everything that a person and their client meet, and no link or cookie leads off it', async () => {
    await stage.api.database.query(`UPDATE gpts SET login_methods = '{email_code,passkey,password}' WHERE workspace_id = $1`, [
      client.workspaceId,
    ]);
    await stage.api.database.query(
      `INSERT INTO logos (workspace_id, gpt_id, hash, media_type, width, height, image, updated_at)
       SELECT workspace_id, id, $2, 'image/png', 64, 64, $3, now() FROM gpts WHERE workspace_id = $1`,
      [client.workspaceId, 'a'.repeat(64), Buffer.from('89504e470d0a1a0a', 'hex')],
    );
    const person = await browser().open(authorizeUrl());
    const staysHere = (): void => {
      const places = [...person.html.matchAll(/(?:href|src|action)="([^"#]+)"/g)].map(([, place = '']) => place);
      expect(places.length).toBeGreaterThan(0);
      for (const place of places) expect([place, new URL(place, person.url).host]).toEqual([place, DOMAIN]);
      expect(person.html).not.toContain(HOME);
      expect(person.html).not.toContain(`/t/${client.slug}`);
    };
    staysHere();
    const [logo, privacy] = [/src="([^"]*\/logos\/[^"]*)"/, /href="([^"]*\/privacy)[^"]*"/].map(
      (pattern) => pattern.exec(person.html)?.[1] ?? 'none on the page',
    );
    const email = `${randomUUID()}@example.com`;
    await person.press('Email me a code', { email });
    staysHere();
    const mail = await stage.api.mailbox.codeFor(email);
    await person.press('Continue', { code: mail });
    // A passkey of the domain is offered, not one of the service's host.
    expect(person.html).toContain(`&quot;id&quot;:&quot;${DOMAIN}&quot;`);
    staysHere();
    await person.press('Not now');
    staysHere();
    await person.press('Allow');
    const code = new URL(person.url).searchParams.get('code') ?? '';
    const issued = await token(DOMAIN, '/oauth/token', {
      grant_type: 'authorization_code',
      code,
      redirect_uri: client.callbackUrl,
    });
    const authorization = `Bearer ${issued.json<{ access_token: string }>().access_token}`;
    const verified = await stage.api.server.inject({ url: '/verify', headers: { host: DOMAIN, authorization } });
    expect([verified.statusCode, verified.json<{ email: string }>().email]).toEqual([200, email]);

    for (const path of ['/account', '/account/passkeys/add', '/account/password', '/account/erase', privacy ?? '']) {
      await person.open(`https://${DOMAIN}${path}`);
      expect([path, person.status, person.url]).toEqual([path, 200, `https://${DOMAIN}${path}`]);
      staysHere();
      if (path.endsWith('/add')) expect(person.html).toContain(`&quot;id&quot;:&quot;${DOMAIN}&quot;`);
    }
    const image = await stage.api.server.inject({ url: logo ?? '', headers: { host: DOMAIN } });
    expect([image.statusCode, image.headers['content-type']]).toEqual([200, 'image/png']);
    expect(person.cookieNamesOf(HOME)).toEqual([]);
    for (const name of person.cookieNamesOf(DOMAIN)) expect(name).toMatch(/^__Host-/);
  });
});
