import { randomBytes } from 'node:crypto';
import { Mailbox } from './mailbox';

export interface Person {
  name: string;
  email: string;
  password: string;
  mailbox: Mailbox;
}

/** Someone new at the stack at `origin`; the address follows from the name, so a name must occur once in all test files. */
export function newPerson(origin: string, name: string): Person {
  const email = `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@example.com`;
  return { name, email, password: `quiet otter ${randomBytes(4).toString('hex')} lantern`, mailbox: new Mailbox(origin, email) };
}
