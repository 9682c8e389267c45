import { type BotCheckConfig, loadConfig } from '@gatehouse/platform';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type OAuthStage, startOAuthStage } from '../../../test/oauth-stage';
import type { Person } from '../../../test/person';

/** A service that takes the token `good`, once it is asked with the right secret, and can be made to break. */
class FakeBotCheck {
  asked: Record<string, string>[] = [];
  broken = false;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<FakeBotCheck> {
    const holder: { fake?: FakeBotCheck } = {};
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('end', () => {
          const form = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
          holder.fake?.asked.push(form);
          if (holder.fake?.broken === true) return void response.writeHead(500).end('oops');
          const success = form['secret'] === 'bot-secret' && form['response'] === 'good';
          response.setHeader('content-type', 'application/json').end(JSON.stringify({ success }));
        });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    holder.fake = new FakeBotCheck(server);
    return holder.fake;
  }

  get config(): BotCheckConfig {
    return {
      siteKey: 'site-key',
      secret: 'bot-secret',
      verifyUrl: `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/siteverify`,
      scriptUrl: 'https://challenges.example/api.js',
      widgetClass: 'cf-turnstile',
      field: 'cf-turnstile-response',
    };
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

describe('the bot check', () => {
  let fake: FakeBotCheck;
  let stage: OAuthStage;
  beforeAll(async () => {
    fake = await FakeBotCheck.start();
    stage = await startOAuthStage({ botCheck: fake.config });
  });
  beforeEach(() => {
    fake.asked = [];
    fake.broken = false;
  });
  afterAll(async () => {
    await stage.stop();
    await fake.stop();
  });

  const arrive = async (methods = ['email_code']): Promise<Person> =>
    stage.person().open(stage.authorizeUrl(await stage.client({ loginMethods: methods })));
  const cspOf = (person: Person): string => String(person.page.headers['content-security-policy']);

  it('shows its widget on pages that send mail or take passwords, and lets their policy name its host alone', async () => {
    for (const methods of [['email_code'], ['password']]) {
      const person = await arrive(methods);
      expect(person.page.html).toContain('<div class="bot-check cf-turnstile" data-sitekey="site-key"></div>');
      expect(person.page.html).not.toContain('bot-secret');
      expect(cspOf(person)).toContain('script-src https://challenges.example;');
      expect(cspOf(person)).toContain('frame-src https://challenges.example;');
    }
    expect(cspOf(await arrive(['google']))).not.toContain('script-src');
  });

  it('sends mail for a token that the service takes, and asks it with the secret and the address', async () => {
    const person = await arrive();
    await person.press('Email me a code', { email: 'ada@example.com', 'cf-turnstile-response': 'good' });
    expect(person.page.html).toContain('ada@example.com');
    expect(fake.asked).toEqual([{ secret: 'bot-secret', response: 'good', remoteip: '203.0.113.1' }]);
  });

  it.each([
    {},
    { 'cf-turnstile-response': 'bad' },
    { 'cf-turnstile-response': '' },
    { 'cf-turnstile-response': 'x'.repeat(5_000) },
  ])('sends none for %j', async (fields) => {
    const person = await arrive();
    await person.press('Email me a code', { email: 'bot@example.com', ...fields });
    expect(person.page.status).toBe(403);
    expect(person.page.html).toContain('We could not check that you are a person');
    expect(await stage.api.mailbox.to('bot@example.com')).toHaveLength(0);
  });

  it('stops nobody while the service is down: the throttles count on', async () => {
    fake.broken = true;
    const person = await arrive();
    await person.press('Email me a code', { email: 'eve@example.com', 'cf-turnstile-response': 'anything' });
    expect(await stage.api.mailbox.to('eve@example.com')).toHaveLength(1);
  });
});

it('is off unless it is configured, and takes half a configuration for a mistake', () => {
  const base = {
    DATABASE_URL: 'postgres://u:p@db/gatehouse',
    REDIS_URL: 'redis://cache',
    SMTP_URL: 'smtp://mail',
    MASTER_KEYS: `k:${Buffer.alloc(32).toString('base64')}`,
  };
  expect(loadConfig(base).botCheck).toBeNull();
  expect(() => loadConfig({ ...base, BOT_CHECK: 'turnstile' })).toThrow(/BOT_CHECK_SECRET/);
  const keys = { BOT_CHECK_SITE_KEY: 'a', BOT_CHECK_SECRET: 'b' };
  expect(loadConfig({ ...base, BOT_CHECK: 'hcaptcha', ...keys }).botCheck).toMatchObject({
    widgetClass: 'h-captcha',
    siteKey: 'a',
  });
});
