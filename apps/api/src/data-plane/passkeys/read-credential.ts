/** What the page's script posted: the browser's credential as JSON (WebAuthn Level 3, 5.1 `toJSON`). What is in it is for the library to judge. */
interface PostedCredential {
  readonly id: string;
  readonly rawId: string;
  readonly type: string;
  readonly response: Readonly<Record<string, unknown>>;
}

const BASE64URL = /^[A-Za-z0-9_-]{1,1400}$/;

/** Null for anything that has not the shape of a credential, so that no odd text reaches the database. */
export function readCredential(text: string): PostedCredential | null {
  try {
    const value = JSON.parse(text) as Partial<Record<keyof PostedCredential, unknown>> | null;
    const { id, rawId, type, response } = value ?? {};
    const whole = typeof id === 'string' && BASE64URL.test(id) && rawId === id && typeof type === 'string' && isObject(response);
    return whole ? { ...value, id, rawId: id, type, response } : null;
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
