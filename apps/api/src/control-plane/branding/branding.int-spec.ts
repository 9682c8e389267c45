import { createHash } from 'node:crypto';
import { ControlPlaneModule } from '../../control-plane.module';
import { DataPlaneModule } from '../../data-plane.module';
import { SMALLEST_LOGO } from '../../../test/operations';
import { startTestApi, type TestApi } from '../../../test/test-api';
import { createTenant, type Tenant } from '../../../test/test-tenant';

const hostile = `"></style><script>alert(1)</script><img src=x onerror='x'>`;
/** A PNG that says it has these sides; readers of sizes look no further. */
function png(width: number, height: number, size = 0): string {
  const bytes = Buffer.concat([Buffer.from(SMALLEST_LOGO, 'base64'), Buffer.alloc(size)]);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes.toString('base64');
}

describe('branding', () => {
  let api: TestApi;
  let ours: Tenant;
  let theirs: Tenant;
  let gpt: string;

  beforeAll(async () => {
    api = await startTestApi({ planes: [ControlPlaneModule, DataPlaneModule] });
    ours = await createTenant(api, 'ours');
    theirs = await createTenant(api, 'theirs');
    gpt = `${ours.base}/gpts/${ours.ids.gpt}`;
  });
  afterAll(() => api.stop());

  const put = (path: string, body: unknown) => ours.browser.send('PUT', `${gpt}/${path}`, body);
  const visit = (url: string, headers: Record<string, string> = {}) =>
    api.server.inject({ url: new URL(url, api.config.publicUrl).pathname, headers });
  const signInPage = async (headers: Record<string, string> = {}, wished: Record<string, string> = {}) => {
    const { body } = await ours.browser.get(gpt);
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: body.client_id,
      redirect_uri: 'https://ours.example/cb',
      state: 's',
      ...wished,
    });
    const begun = await api.server.inject({ url: `/t/${ours.slug}/oauth/authorize?${query.toString()}`, headers });
    const cookie = [begun.headers['set-cookie'] ?? []]
      .flat()
      .map((line) => line.split(';')[0])
      .join('; ');
    return api.server.inject({ url: begun.headers.location ?? '', headers: { ...headers, cookie } });
  };

  it('is nothing until something is set, and then what was set, colours in six small digits', async () => {
    const nothing = { accent_color: null, heading: null, intro: null, terms_url: null, privacy_url: null, logo: null };
    expect((await ours.browser.get(`${gpt}/branding`)).body).toEqual({ ...nothing, links_adjusted_in: [] });
    const set = await put('branding', { accent_color: '#FF0', heading: ' Welcome ', terms_url: 'https://ours.example/terms' });
    expect(set.body).toMatchObject({ accent_color: '#ffff00', links_adjusted_in: ['light'], heading: 'Welcome', intro: null });
    expect((await ours.browser.get(`${gpt}/branding`)).body).toEqual(set.body);
    expect((await put('branding', {})).body).toEqual({ ...nothing, links_adjusted_in: [] });
  });

  it('refuses colours that are none, and links that are not https', async () => {
    for (const accent_color of ['red', '#12', '#12345g', '#ffff00;}body{display:none', 'url(x)'])
      expect([accent_color, (await put('branding', { accent_color })).status]).toEqual([accent_color, 422]);
    for (const url of ['javascript:alert(1)', 'http://ours.example', 'https://', 'https://a b', 'https://user@x.example', '//x'])
      for (const field of ['terms_url', 'privacy_url'])
        expect([url, (await put('branding', { [field]: url })).status]).toEqual([url, 422]);
  });

  it('shows on the sign-in page: words, accent in light and dark, links and logo, all under a policy made for that page', async () => {
    await put('branding', {
      accent_color: '#ffff00',
      heading: hostile,
      intro: 'Sign in, please.',
      terms_url: 'https://ours.example/terms?a=1&b="',
    });
    const { logo } = (await put('branding/logo', { image: SMALLEST_LOGO })).body;
    const page = await signInPage();
    expect(page.statusCode).toBe(200);
    const html = page.payload;
    expect(html).not.toContain('<script');
    expect(html).toContain('Sign in, please.');
    expect(html).toContain('href="https://ours.example/terms?a=1&amp;b=&quot;"');
    expect(html).toContain(`href="/t/ours/g/${ours.ids.gpt}/privacy"`);
    expect(html).toContain(`<img class="logo" src="${new URL(logo.url as string).pathname}" alt=""/>`);
    const style = /<style>(.*?)<\/style>/s.exec(html)?.[1] ?? '';
    expect(style.match(/--accent:#ffff00;--on-accent:#000000/g)).toHaveLength(2);
    const hash = createHash('sha256').update(style).digest('base64');
    expect(page.headers['content-security-policy']).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    );
    expect(Buffer.byteLength(html)).toBeLessThan(12_000);
  });

  it('leaves the policy without images, and the house its colours, where nothing is set', async () => {
    await put('branding', {});
    await ours.browser.delete(`${gpt}/branding/logo`);
    const page = await signInPage();
    expect(page.headers['content-security-policy']).not.toContain('img-src');
    expect(page.payload).toContain('--accent:#0a6b58');
  });

  it('speaks the language of the browser, and first that of the request', async () => {
    expect((await signInPage({ 'accept-language': 'de-AT,de;q=0.9' })).payload).toContain('<html lang="de">');
    const wished = { ui_locales: 'zh pt-BR' };
    expect((await signInPage({ 'accept-language': 'de' }, wished)).payload).toContain('<html lang="pt">');
    expect((await visit(`/t/ours/g/${ours.ids.gpt}/privacy`, { 'accept-language': 'ja' })).payload).toContain('<html lang="ja">');
  });

  describe('a logo', () => {
    it('is served from our own origin as what its bytes are, to be kept for ever, and can do nothing', async () => {
      const { logo } = (await put('branding/logo', { image: SMALLEST_LOGO })).body;
      expect(logo).toMatchObject({ media_type: 'image/png', width: 16, height: 16 });
      const image = await visit(logo.url as string);
      expect(image.statusCode).toBe(200);
      expect(image.rawPayload.equals(Buffer.from(SMALLEST_LOGO, 'base64'))).toBe(true);
      expect(image.headers).toMatchObject({
        'content-type': 'image/png',
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
      });
    });

    it.each([
      [
        'SVG',
        Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32"><script>alert(1)</script></svg>').toString(
          'base64',
        ),
      ],
      ['a GIF', Buffer.from('R0lGODlhEAAQAAAAACw=', 'base64').toString('base64')],
      ['a page', Buffer.from('<!DOCTYPE html><title>x</title>').toString('base64')],
      ['the beginning of a PNG', SMALLEST_LOGO.slice(0, 16)],
      ['the beginning of a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0]).toString('base64')],
      ['a WebP without a picture', Buffer.from('RIFF\0\0\0\0WEBPVP8 ').toString('base64')],
      ['nothing', ''],
      ['no base64', '☃'],
      ['a picture of no size', png(0, 0)],
      ['a picture of one dot', png(1, 1)],
      ['a picture as large as a house', png(60_000, 60_000)],
      ['more than 256 KiB', png(64, 64, 256 * 1024)],
    ])('is refused in words when it is %s', async (_what, image) => {
      const answer = await put('branding/logo', { image });
      expect(answer.status).toBe(422);
      expect(answer.body.errors).toEqual([{ field: 'image', message: expect.stringMatching(/^must /) }]);
    });

    it('is refused when it is larger than any body', async () => {
      expect((await put('branding/logo', { image: 'A'.repeat(2_000_000) })).status).toBe(413);
    });

    it('is nobody else’s: another workspace, GPT or hash finds nothing, and neither does the address of a former one', async () => {
      const url = (await put('branding/logo', { image: SMALLEST_LOGO })).body.logo.url as string;
      const { pathname } = new URL(url);
      const hash = pathname.split('/').at(-1) ?? '';
      const other = (await ours.browser.post(`${ours.base}/gpts`, { name: 'Other' })).body.id as string;
      const paths = [
        pathname.replace('/t/ours/', '/t/theirs/'),
        pathname.replace('/t/ours/', '/t/nobody/'),
        `/t/ours/logos/${other}/${hash}`,
        `/t/ours/logos/${theirs.ids.gpt}/${hash}`,
        `/t/ours/logos/${ours.ids.gpt}/${'0'.repeat(64)}`,
        `/t/ours/logos/${ours.ids.gpt}/%00`,
        `/t/ours/logos/gpt_/${hash}`,
      ];
      const answers = await Promise.all(paths.map((path) => visit(path)));
      expect(answers.map(({ statusCode }) => statusCode)).toEqual(paths.map(() => 404));
      expect(new Set(answers.map(({ payload }) => payload)).size).toBe(1);
      await put('branding/logo', { image: png(32, 32) });
      expect((await visit(pathname)).statusCode).toBe(404);
      await ours.browser.delete(`${gpt}/branding/logo`);
      expect((await ours.browser.get(`${gpt}/branding`)).body.logo).toBeNull();
    });
  });

  describe('the preview', () => {
    const preview = (query: Record<string, string>) =>
      ours.browser.get(`${gpt}/branding/preview?${new URLSearchParams(query).toString()}`);

    it('is the page itself with what is not saved yet, in one scheme, and saves nothing', async () => {
      await put('branding', {});
      const answer = await preview({ accent_color: '#fff', heading: 'Draft', scheme: 'dark', language: 'hi', page: 'sign_in' });
      expect(answer.status).toBe(200);
      expect(answer.body.html).toContain('<html lang="hi">');
      expect(answer.body.html).toContain('<h1>Draft</h1>');
      expect(answer.body.html).toContain(':root{color-scheme:dark;');
      expect(answer.body.html).not.toContain('prefers-color-scheme');
      expect(answer.body.links_adjusted_in).toEqual(['light']);
      expect((await ours.browser.get(`${gpt}/branding`)).body.heading).toBeNull();
    });

    const WAYS = [
      ['google', 'email_code'],
      ['google', 'github', 'microsoft', 'email_code', 'email_link', 'password', 'passkey'],
      ['password'],
    ];
    it.each(WAYS)('makes the sign-in page as people get it, but for where it leads: %s', async (...login_methods) => {
      await ours.browser.patch(gpt, { login_methods });
      await put('branding', { accent_color: '#ff8800', heading: 'Real', intro: 'As real as it gets' });
      const real = (await signInPage()).payload;
      const shown = (await preview({ accent_color: '#ff8800', heading: 'Real', intro: 'As real as it gets' })).body
        .html as string;
      const bare = (html: string): string =>
        html.replace(/<style>.*?<\/style>/s, '').replace(/ (?:href|action|value)="[^"]*"/g, '');
      expect(bare(shown)).toBe(bare(real));
    });

    it('shows consent with the GPT’s own scopes, and escapes what others wrote', async () => {
      await ours.browser.patch(gpt, { name: hostile, scopes: [{ name: 'a', description: hostile, default: true }] });
      for (const page of ['sign_in', 'consent']) {
        const text = (await preview({ page, heading: hostile, intro: hostile })).body.html as string;
        expect(text).not.toContain('<script');
        expect(text).not.toContain('<img');
      }
      await ours.browser.patch(gpt, { name: 'Ours' });
    });

    it.each([{ page: 'account' }, { scheme: 'sepia' }, { language: 'xx' }, { accent_color: 'red' }])(
      'refuses %j in words',
      async (query) => expect((await preview(query as unknown as Record<string, string>)).status).toBe(422),
    );
  });

  describe('the privacy policy', () => {
    const policyPage = (language = 'en') => visit(`/t/ours/g/${ours.ids.gpt}/privacy`, { 'accept-language': language });

    it('is there from the first day, under the address that the GPT answers with', async () => {
      const { body } = await ours.browser.get(gpt);
      expect(body.privacy_policy_url).toBe(`${api.config.publicUrl}/t/ours/g/${ours.ids.gpt}/privacy`);
      const page = await policyPage();
      expect(page.statusCode).toBe(200);
      expect(page.payload).toContain('Privacy policy of Ours');
      expect(page.payload).toContain('What is kept for signing in');
    });

    it.each(['en', 'es', 'pt', 'hi', 'id', 'ja', 'de', 'fr'])(
      'speaks %s, and leaves the creator’s words as they are',
      async (language) => {
        const collected = 'Your meals.\n\nAnd <b>nothing</b> else.';
        await put('privacy-policy', { responsible: 'Ours Ltd', contact_email: 'privacy@ours.example', collected });
        const { payload } = await policyPage(language);
        expect(payload).toContain(`<html lang="${language}">`);
        expect(payload).toContain('<p class="prose">Your meals.</p><p class="prose">And &lt;b&gt;nothing&lt;/b&gt; else.</p>');
        expect(payload).toContain('Ours Ltd');
        expect(payload).toContain('href="mailto:privacy%40ours.example"');
      },
    );

    it('gives way to a policy that the creator has elsewhere', async () => {
      await put('branding', { privacy_url: 'https://ours.example/privacy' });
      expect((await ours.browser.get(gpt)).body.privacy_policy_url).toBe('https://ours.example/privacy');
      expect((await signInPage()).payload).toContain('href="https://ours.example/privacy"');
      await put('branding', {});
    });

    it('is nobody else’s: another workspace’s GPT, a missing one and no id at all are the same missing page', async () => {
      const missing = `gpt_${'0'.repeat(26)}`;
      const answers = await Promise.all(
        [
          `/t/ours/g/${theirs.ids.gpt}`,
          `/t/theirs/g/${ours.ids.gpt}`,
          `/t/ours/g/${missing}`,
          '/t/ours/g/%00',
          '/t/nobody/g/x',
        ].map((path) => visit(`${path}/privacy`)),
      );
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404, 404]);
      expect(new Set(answers.map(({ payload }) => payload)).size).toBe(1);
    });
  });

  it('is of the own workspace only: another’s GPT is as a missing one in every call, and stays as it was', async () => {
    const before = (await theirs.browser.get(`${theirs.base}/gpts/${theirs.ids.gpt}/branding`)).body;
    const calls = (id: string) =>
      [
        ['GET', 'branding', undefined],
        ['PUT', 'branding', { accent_color: '#123456' }],
        ['PUT', 'branding/logo', { image: SMALLEST_LOGO }],
        ['DELETE', 'branding/logo', undefined],
        ['GET', 'branding/preview', undefined],
        ['GET', 'privacy-policy', undefined],
        ['PUT', 'privacy-policy', { collected: 'Everything' }],
      ].map(async ([method, path, body]) => {
        const { status, text } = await ours.browser.send(method as 'GET', `${ours.base}/gpts/${id}/${path as string}`, body);
        return { status, text };
      });
    const foreign = await Promise.all(calls(theirs.ids.gpt));
    expect(foreign).toEqual(await Promise.all(calls(`gpt_${'0'.repeat(26)}`)));
    expect(foreign.map(({ status }) => status)).toEqual(foreign.map(() => 404));
    expect((await theirs.browser.get(`${theirs.base}/gpts/${theirs.ids.gpt}/branding`)).body).toEqual(before);
  });

  it('tells the audit log what changed, never the image', async () => {
    const events = (await ours.browser.get(`${ours.base}/audit?limit=100`)).body.data as { action: string; changes: object }[];
    const actions = new Set(events.map(({ action }) => action));
    for (const action of ['branding.changed', 'logo.changed', 'privacy_policy.changed']) expect(actions).toContain(action);
    expect(JSON.stringify(events)).not.toContain(SMALLEST_LOGO.slice(0, 40));
  });
});
