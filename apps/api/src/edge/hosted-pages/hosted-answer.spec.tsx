import { createHash } from 'node:crypto';
import Fastify from 'fastify';
import { formTargetsOf } from './form-targets';
import { type HostedAnswer, page, redirect, sendHosted } from './hosted-answer';
import { MessagePage } from './message-page';
import { plainFrame } from './page-frame';

async function send(answer: HostedAnswer) {
  const server = Fastify();
  server.get('/', (_request, reply) => sendHosted(reply, answer));
  const response = await server.inject('/');
  await server.close();
  return response;
}

describe('sendHosted', () => {
  it('lets nothing run, nothing load and nobody frame, and keeps no copy', async () => {
    const response = await send(
      page(200, <MessagePage frame={plainFrame('en')} heading="Hi" paragraphs={[]} />, ['https://chatgpt.com']),
    );
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
