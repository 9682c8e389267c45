import { randomBytes } from 'node:crypto';
import { Mailbox } from './mailbox';

export interface Person {
  name: string;
  email: string;
  password: string;
  mailbox: Mailbox;
}

/** Someone whom the stack at `origin` has not seen yet. */
export function newPerson(origin: string, name: string): Person {
  const mark = randomBytes(4).toString('hex');
  const email = `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}.${mark}@example.com`;
  return { name, email, password: `quiet otter ${mark} lantern`, mailbox: new Mailbox(origin, email) };
}
