import { randomBytes } from 'node:crypto';

export interface Person {
  name: string;
  email: string;
  password: string;
}

/** Someone whom the shared stack has not seen yet. */
export function newPerson(name: string): Person {
  const mark = randomBytes(4).toString('hex');
  return {
    name,
    email: `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}.${mark}@example.com`,
    password: `quiet otter ${mark} lantern`,
  };
}
