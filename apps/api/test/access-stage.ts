import { ControlPlaneModule } from '../src/control-plane.module';
import { DataPlaneModule } from '../src/data-plane.module';
import { type OAuthStage, startOAuthStage } from './oauth-stage';
import type { Person } from './person';
import type { RegisteredGpt } from './seed-registered-client';
import type { TestBrowser } from './test-browser';
import { joinWorkspace, signUp } from './test-members';

/** Both planes, a creator who says who may use their GPTs, and whoever comes to them. */
export interface AccessStage {
  readonly stage: OAuthStage;
  readonly creator: TestBrowser;
  /** A GPT of the creator's under this policy. */
  gptUnder(policy: object): Promise<{ client: RegisteredGpt; base: string }>;
  /** By a mailed code, unless the person is known. */
  signIn(client: RegisteredGpt, email: string, changes?: object, person?: Person): Promise<Person>;
  /** All the way: somebody signs in, allows, and the client has its tokens. */
  enter(
    client: RegisteredGpt,
    email: string,
  ): Promise<{ person: Person; tokens: { access_token: string; refresh_token: string } }>;
}

export async function startAccessStage(): Promise<AccessStage> {
  const stage = await startOAuthStage({}, [ControlPlaneModule, DataPlaneModule]);
  const creator = await signUp(stage.api, 'ada@example.com');

  async function gptUnder(policy: object): Promise<{ client: RegisteredGpt; base: string }> {
    const client = await stage.client();
    await joinWorkspace(stage.api, 'ada@example.com', client);
    const base = `/api/v1/workspaces/${client.slug}/gpts/${client.gptId}`;
    const put = await creator.put(`${base}/access-policy`, policy);
    expect([put.status, put.text]).toEqual([200, expect.any(String)]);
    return { client, base };
  }

  async function signIn(client: RegisteredGpt, email: string, changes = {}, person = stage.person()): Promise<Person> {
    await person.open(stage.authorizeUrl(client, changes));
    if (person.page.html.includes('Email me a code')) await stage.signInByEmail(person, email);
    return person;
  }

  async function enter(client: RegisteredGpt, email: string) {
    const person = await signIn(client, email);
    await person.press('Allow');
    const code = new URL(person.leftTo ?? '').searchParams.get('code') ?? '';
    const redeemed = await stage.redeem(client, code);
    expect([redeemed.statusCode, redeemed.payload]).toEqual([200, expect.any(String)]);
    return { person, tokens: JSON.parse(redeemed.payload) as { access_token: string; refresh_token: string } };
  }

  return { stage, creator, gptUnder, signIn, enter };
}
