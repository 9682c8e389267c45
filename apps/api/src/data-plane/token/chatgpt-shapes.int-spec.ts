import { ChatGptSimulator, everyShape, makeCallbackUrl } from '@gatehouse/chatgpt-simulator';
import { systemRandom } from '@gatehouse/platform';
import type { AddressInfo } from 'node:net';
import { type OAuthStage, startOAuthStage } from '../../../test/oauth-stage';

/** Everything that ChatGPT is known to send, over HTTP, through the whole sign-in. */
describe('ChatGPT, in every form it is known to take,', () => {
  let stage: OAuthStage;
  let origin: string;
  beforeAll(async () => {
    stage = await startOAuthStage();
    await stage.api.app.listen(0, '127.0.0.1');
    origin = `http://127.0.0.1:${(stage.api.server.server.address() as AddressInfo).port}`;
  });
  afterAll(() => stage.stop());

  it.each([...everyShape()].map((shape) => [shape.name, shape] as const))(
    'signs in, refreshes and calls: %s',
    async (_name, shape) => {
      const { form, tokenExchangeMethod } = shape;
      const client = await stage.client({ callbackUrl: makeCallbackUrl(systemRandom, form.host), loginMethods: ['google'] });
      const base = `${origin}/t/${client.slug}`;
      const chatgpt = new ChatGptSimulator({
        settings: {
          clientId: client.clientId,
          clientSecret: client.clientSecret,
          authorizationUrl: `${base}/oauth/authorize`,
          tokenUrl: `${base}/oauth/token`,
          scope: 'greet',
          tokenExchangeMethod,
          callbackUrl: client.callbackUrl,
        },
        form,
      });
      const person = stage.person();
      await person.open(chatgpt.authorizeUrl().slice(origin.length));
      await stage.signInByGoogle(person, { sub: '1001', email: 'ada@example.com', email_verified: true });
      await person.press('Allow');
      const { code, issuer } = chatgpt.acceptCallback(person.leftTo ?? '');
      expect(issuer).toBe(client.issuer);

      expect(await chatgpt.redeem(code)).toMatchObject({ expiresInSeconds: 86_400 });
      const children = await chatgpt.refreshInParallel(3);
      expect(new Set(children.map((child) => JSON.stringify(child))).size).toBe(1);
      const answer = await chatgpt.call(`${base}/verify`);
      expect([answer.status, answer.json]).toEqual([200, expect.objectContaining({ active: true, scope: 'greet' })]);
    },
  );
});
