import type { OAuthStage } from './oauth-stage';
import type { Person } from './person';
import type { RegisteredGpt } from './seed-registered-client';

export const CHOSEN_PASSWORD = 'seven green kettles';

export const signIn = (person: Person, email: string, password: string): Promise<Person> =>
  person.press('Sign in', { email, password });
export const isIn = (person: Person): boolean => person.page.html.includes('Allow Greeter');

/** Whoever comes to a GPT that takes passwords. @param at the stage, and the GPT as it is when they come */
export function passwordPeople(at: () => { stage: OAuthStage; client: RegisteredGpt }) {
  let counter = 0;

  /** Each from a network of their own, unless it is said. */
  async function arrive(remoteAddress = `198.18.${(counter += 1) >> 8}.${counter & 255}`): Promise<Person> {
    const { stage, client } = at();
    return stage.person(remoteAddress).open(stage.authorizeUrl(client));
  }
  async function askForCode(person: Person, email: string, link = 'Create an account'): Promise<void> {
    await person.follow(link);
    await person.press('Email me a code', { email });
  }
  async function choose(person: Person, email: string, password = CHOSEN_PASSWORD): Promise<void> {
    await person.press('Save and sign in', { code: await at().stage.api.mailbox.codeFor(email), password });
  }
  /** Somebody who made an account, and is asked for consent. */
  async function createAccount(email: string, password = CHOSEN_PASSWORD): Promise<Person> {
    const person = await arrive();
    await askForCode(person, email);
    await choose(person, email, password);
    expect(isIn(person)).toBe(true);
    return person;
  }
  return { arrive, askForCode, choose, createAccount };
}
