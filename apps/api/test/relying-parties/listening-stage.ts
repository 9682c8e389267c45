import { freePort } from '@gatehouse/testing';
import { type OAuthStage, startOAuthStage } from '../oauth-stage';

/**
 * The data plane on a port of its own, by the real time: for libraries that speak HTTP themselves and compare what a token says with their own
 * clock.
 */
export async function startListeningStage(): Promise<OAuthStage> {
  const port = await freePort();
  const stage = await startOAuthStage({ publicUrl: `http://127.0.0.1:${port}` });
  stage.api.clock.set(new Date());
  await stage.api.app.listen(port, '127.0.0.1');
  return stage;
}

/** A person follows the client's URL, signs in, allows, and is sent back. @returns where to */
export async function walkThrough(stage: OAuthStage, authorizationUrl: string): Promise<URL> {
  const person = stage.person();
  await person.open(authorizationUrl);
  await stage.signInByEmail(person, `${Math.random().toString(36).slice(2)}@example.com`);
  await person.press('Allow');
  return new URL(person.leftTo ?? '');
}
