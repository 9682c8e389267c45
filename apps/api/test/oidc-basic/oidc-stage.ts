import { randomUUID } from 'node:crypto';
import { createLocalJWKSet, type JSONWebKeySet, type JWTHeaderParameters, type JWTPayload, jwtVerify } from 'jose';
import type { LightMyRequestResponse } from 'fastify';
import { type OAuthStage, startOAuthStage } from '../oauth-stage';
import type { Person } from '../person';
import type { RegisteredGpt, RegistrationOptions } from '../seed-registered-client';

export interface TokenAnswer {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly id_token: string;
  readonly scope: string;
  readonly error?: string;
}

type Changes = Readonly<Record<string, string | null>>;

/** The stage on which the cases of the OpenID Connect basic certification plan are played. */
export class OidcStage {
  private constructor(
    readonly stage: OAuthStage,
    readonly gpt: RegisteredGpt,
  ) {}

  static async start(options: RegistrationOptions = {}): Promise<OidcStage> {
    const stage = await startOAuthStage();
    return new OidcStage(stage, await stage.client(options));
  }

  /** A person with a browser in which nobody is signed in. */
  person(): Person {
    return this.stage.person();
  }

  /** Sends the person to authorize with `scope=openid` and these changes. @returns what the client got back, null when a page of ours is shown */
  async authorize(person: Person, changes: Changes = {}): Promise<URLSearchParams | null> {
    await person.open(this.stage.authorizeUrl(this.gpt, { scope: 'openid', ...changes }));
    return returned(person);
  }

  /** The person signs in by a mailed code, and allows what is asked, if asked. @returns what the client got back */
  async signIn(person: Person, email: string = newEmail()): Promise<URLSearchParams> {
    await this.stage.signInByEmail(person, email);
    if (person.leftTo === null) await person.press('Allow');
    const back = returned(person);
    if (back === null) throw new Error('the person was not sent back');
    return back;
  }

  /** A person who has signed in and allowed these scopes in this browser. */
  async signedInPerson(scope = 'openid'): Promise<{ person: Person; tokens: TokenAnswer }> {
    const person = this.person();
    await this.authorize(person, { scope });
    const back = await this.signIn(person);
    return { person, tokens: await this.redeem(back) };
  }

  /** All the way with these parameters, by a new person. */
  async obtain(changes: Changes = {}): Promise<TokenAnswer> {
    const person = this.person();
    await this.authorize(person, changes);
    return this.redeem(await this.signIn(person));
  }

  /** Exchanges the code that came back. */
  async redeem(back: URLSearchParams | null, more: Readonly<Record<string, string>> = {}): Promise<TokenAnswer> {
    const code = back?.get('code') ?? null;
    if (code === null) throw new Error(`no code in ${String(back)}`);
    return (await this.stage.redeem(this.gpt, code, more)).json<TokenAnswer>();
  }

  /** Verifies an ID token as a relying party does: signature by the published keys, issuer, audience, expiry. */
  async verify(idToken: string): Promise<{ claims: JWTPayload; header: JWTHeaderParameters }> {
    const { payload, protectedHeader } = await jwtVerify(idToken, createLocalJWKSet(await this.keySet()), {
      issuer: this.gpt.issuer,
      audience: this.gpt.clientId,
      algorithms: ['RS256'],
      currentDate: this.stage.api.clock.now(),
    });
    return { claims: payload, header: protectedHeader };
  }

  async keySet(): Promise<JSONWebKeySet> {
    return (await this.get('/.well-known/jwks.json')).json<JSONWebKeySet>();
  }

  /** GET under the issuer. */
  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<LightMyRequestResponse> {
    return this.stage.api.server.inject({ url: `/t/${this.gpt.slug}${path}`, headers });
  }

  userinfo(accessToken: string, method: 'GET' | 'POST' = 'GET'): Promise<LightMyRequestResponse> {
    const headers = { authorization: `Bearer ${accessToken}` };
    return this.stage.api.server.inject({ method, url: `/t/${this.gpt.slug}/oauth/userinfo`, headers });
  }

  stop(): Promise<void> {
    return this.stage.stop();
  }
}

/** The page on which a person signs in. */
export const SIGN_IN_PAGE = /\/sign-in\/int_[0-9a-z]+$/;

export function newEmail(): string {
  return `${randomUUID()}@example.com`;
}

function returned(person: Person): URLSearchParams | null {
  return person.leftTo === null ? null : new URL(person.leftTo).searchParams;
}
