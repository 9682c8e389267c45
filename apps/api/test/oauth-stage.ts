import { randomUUID } from 'node:crypto';
import type { Config } from '@gatehouse/platform';
import type { Type } from '@nestjs/common';
import type { LightMyRequestResponse } from 'fastify';
import { DataPlaneModule } from '../src/data-plane.module';
import { type FakeAccount, FakeGoogle, onlyGoogle } from './fake-google';
import { Person } from './person';
import { seedRegisteredGpt, type RegistrationOptions, type RegisteredGpt } from './seed-registered-client';
import { startTestApi, type TestApi } from './test-api';

/** The data plane, a Google, and whoever comes to them. */
export interface OAuthStage {
  readonly api: TestApi;
  readonly google: FakeGoogle;
  client(options?: RegistrationOptions): Promise<RegisteredGpt>;
  person(remoteAddress?: string): Person;
  /** The URL at which ChatGPT sends a person to us. */
  authorizeUrl(client: RegisteredGpt, changes?: Readonly<Record<string, string | null>>): string;
  /** Signs the person in by a mailed code, up to the consent page or past it. */
  signInByEmail(person: Person, email: string): Promise<void>;
  signInByGoogle(person: Person, account: FakeAccount): Promise<void>;
  /** All the way: a person signs in, allows, and the client holds a code. */
  obtainCode(client: RegisteredGpt, changes?: Readonly<Record<string, string | null>>): Promise<string>;
  /** POST to the token endpoint with the client's credentials in the body. */
  token(client: RegisteredGpt, fields: Readonly<Record<string, string>>): Promise<LightMyRequestResponse>;
  redeem(client: RegisteredGpt, code: string, more?: Readonly<Record<string, string>>): Promise<LightMyRequestResponse>;
  refresh(client: RegisteredGpt, refreshToken: string, more?: Readonly<Record<string, string>>): Promise<LightMyRequestResponse>;
  /** The status that verify gives the token. */
  verify(client: RegisteredGpt, accessToken: string): Promise<number>;
  stop(): Promise<void>;
}

export async function startOAuthStage(
  config: Partial<Config> = {},
  planes: readonly Type[] = [DataPlaneModule],
): Promise<OAuthStage> {
  const google = await FakeGoogle.start();
  const api = await startTestApi({ planes, config: { identityProviders: onlyGoogle(google.config), ...config } });
  const { publicUrl } = api.config;

  const stage: OAuthStage = {
    api,
    google,
    client: (options) => seedRegisteredGpt(api.database, publicUrl, options),
    person: (remoteAddress) => new Person(api.server, publicUrl, remoteAddress),
    authorizeUrl: (client, changes = {}) => {
      const asked = {
        response_type: 'code',
        client_id: client.clientId,
        redirect_uri: client.callbackUrl,
        state: randomUUID(),
        ...changes,
      };
      const sent = Object.entries(asked).filter((pair): pair is [string, string] => pair[1] !== null);
      return `/t/${client.slug}/oauth/authorize?${new URLSearchParams(sent).toString()}`;
    },
    signInByEmail: async (person, email) => {
      await person.press('Email me a code', { email });
      await person.press('Continue', { code: await api.mailbox.codeFor(email) });
    },
    signInByGoogle: async (person, account) => {
      await person.follow('Continue with Google');
      await person.open(google.choose(person.leftTo ?? '', account));
    },
    obtainCode: async (client, changes) => {
      const person = stage.person();
      await person.open(stage.authorizeUrl(client, changes));
      await stage.signInByEmail(person, `${randomUUID()}@example.com`);
      await person.press('Allow');
      const code = new URL(person.leftTo ?? '').searchParams.get('code');
      if (code === null) throw new Error(`no code in ${person.leftTo}`);
      return code;
    },
    token: (client, fields) =>
      api.server.inject({
        method: 'POST',
        url: `/t/${client.slug}/oauth/token`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ client_id: client.clientId, client_secret: client.clientSecret, ...fields }).toString(),
      }),
    redeem: (client, code, more = {}) =>
      stage.token(client, { grant_type: 'authorization_code', code, redirect_uri: client.callbackUrl, ...more }),
    refresh: (client, refreshToken, more = {}) =>
      stage.token(client, { grant_type: 'refresh_token', refresh_token: refreshToken, ...more }),
    verify: async (client, accessToken) => {
      const answer = await api.server.inject({
        url: `/t/${client.slug}/verify`,
        headers: { authorization: `Bearer ${accessToken}` },
      });
      return answer.statusCode;
    },
    stop: async () => {
      await api.stop();
      await google.stop();
    },
  };
  return stage;
}
