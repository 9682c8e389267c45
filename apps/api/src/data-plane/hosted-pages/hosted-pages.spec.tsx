import { createHash } from 'node:crypto';
import Fastify from 'fastify';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { ChooseMethodPage } from '../sign-in/choose-method-page';
import { ConsentPage } from '../sign-in/consent-page';
import { GoogleMark } from '../sign-in/google-mark';
import { EnterCodePage } from '../sign-in/enter-code-page';
import { formTargetsOf } from './form-targets';
import { type HostedAnswer, page, redirect, sendHosted } from './hosted-answer';
import { MessagePage } from './message-page';

const hostile = `"><script>alert(1)</script><img src=x onerror='x'>`;
const long = 'W'.repeat(200);

function pages(name: string): [string, ReactElement][] {
  const common = { gptName: name, workspaceName: name, formToken: 'token' };
  return [
    [
      'choose method',
      <ChooseMethodPage
        {...common}
        ways={{
          providers: [{ id: 'google', label: name, href: '/g', mark: <GoogleMark />, sandbox: name }],
          passkey: null,
          email: { action: '/e', submit: 'Email me a code', value: name, error: name },
          password: null,
        }}
        notice={name}
      />,
    ],
    [
      'enter code',
      <EnterCodePage gptName={name} email={name} action="/c" resendAction="/e" backHref="/" formToken="t" error={name} />,
    ],
    [
      'consent',
      <ConsentPage
        {...common}
        email={name}
        sentences={Array<string>(30).fill(name)}
        returnsTo="chatgpt.com"
        action="/consent"
        switchAction="/switch"
        personToken="person"
      />,
    ],
    ['message', <MessagePage heading={name} paragraphs={[name]} name={name} />],
  ];
}

async function send(answer: HostedAnswer) {
  const server = Fastify();
  server.get('/', (_request, reply) => sendHosted(reply, answer));
  const response = await server.inject('/');
  await server.close();
  return response;
}

describe('every hosted page', () => {
  it.each(pages(hostile))('escapes what others wrote: %s', (_name, element) => {
    const html = renderToStaticMarkup(element);
    expect(html).not.toContain('<script');
    expect(html).not.toContain('<img');
    expect(html).not.toMatch(/ on\w+=["']/);
  });

  it.each(pages(long))('weighs under 30 kB, however long the names: %s', (_name, element) => {
    expect(Buffer.byteLength(renderToStaticMarkup(element))).toBeLessThan(30_000);
  });

  it.each(pages('Greeter'))('has a language, a title, one heading, and a label for each field: %s', (_name, element) => {
    const html = renderToStaticMarkup(element);
    expect(html).toMatch(/^<html lang="en">/);
    expect(html).toMatch(/<title>[^<]+<\/title>/);
    expect(html.match(/<h1>/g)).toHaveLength(1);
    for (const [, id] of html.matchAll(/<input id="([^"]+)"/g)) expect(html).toContain(`for="${id}"`);
    for (const [, id] of html.matchAll(/aria-describedby="([^"]+)"/g)) expect(html).toContain(`id="${id}"`);
    for (const [input] of html.matchAll(/<input[^>]*>/g)) expect(input).toMatch(/type="hidden"| id="/);
  });
});

describe('sendHosted', () => {
  it('lets nothing run, nothing load and nobody frame, and keeps no copy', async () => {
    const response = await send(page(200, <MessagePage heading="Hi" paragraphs={[]} />, ['https://chatgpt.com']));
    const style = /<style>(.*?)<\/style>/s.exec(response.payload)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(response.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self' https://chatgpt.com; base-uri 'none'; frame-ancestors 'none'`,
    });
    expect(response.headers).not.toHaveProperty('access-control-allow-origin');
    expect(response.payload.startsWith('<!DOCTYPE html><html')).toBe(true);
  });

  it('redirects with 303, its cookies, and nothing that a cache or the next site could keep', async () => {
    const response = await send(redirect('https://chatgpt.com/cb?code=x', ['a=1; Path=/', 'b=2; Path=/']));
    expect([response.statusCode, response.headers.location]).toEqual([303, 'https://chatgpt.com/cb?code=x']);
    expect(response.headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'set-cookie': ['a=1; Path=/', 'b=2; Path=/'],
    });
  });
});

describe('formTargetsOf', () => {
  it.each([
    [`https://chat.openai.com/aip/g-${'a'.repeat(40)}/oauth/callback`, ['https://chat.openai.com', 'https://chatgpt.com']],
    ['https://app.example:8443/cb?x=1', ['https://app.example:8443']],
    ['http://127.0.0.1:4000/cb', ['http://127.0.0.1:4000']],
    ['http://[::1]:4000/cb', ['http:']],
  ])('names where a form for %s may lead', (redirectUri, targets) => expect(formTargetsOf(redirectUri)).toEqual(targets));
});
