import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isLoopbackUrl } from '../../loopback.mjs';

const longest = 2000;

/** What the GPT editor asks for, in its order and its words. `key` is the name of the form's field and of the setting. */
export const fields = [
  { key: 'clientId', label: 'Client ID' },
  { key: 'clientSecret', label: 'Client Secret', secret: true },
  { key: 'authorizationUrl', label: 'Authorization URL', url: true },
  { key: 'tokenUrl', label: 'Token URL', url: true },
  { key: 'scope', label: 'Scope', optional: true },
];

export const methods = [
  { value: 'post', label: 'Default (POST request)' },
  { value: 'basic', label: 'Basic authorization header' },
];

export const blank = {
  name: 'My GPT',
  clientId: '',
  clientSecret: '',
  authorizationUrl: '',
  tokenUrl: '',
  scope: '',
  tokenExchangeMethod: 'post',
};

function faultOf({ label, url = false, optional = false }, value) {
  if (value.length > longest) return `${label} has at most ${longest} characters.`;
  if (value === '') return optional ? null : `Paste the ${label}.`;
  if (url && !isLoopbackUrl(value)) return `${label} must lead to this machine (localhost): the stand-in calls nothing else.`;
  return null;
}

/**
 * Reads the form. A secret left empty keeps the one that was saved, as in the GPT editor.
 * @returns {{values: object, faults: Record<string, string>}}
 */
export function parseSettings(form, saved) {
  const values = Object.fromEntries(fields.map(({ key }) => [key, (form.get(key) ?? '').trim()]));
  if (values.clientSecret === '') values.clientSecret = saved?.clientSecret ?? '';
  const method = methods.find(({ value }) => value === form.get('tokenExchangeMethod')) ?? methods[0];
  values.tokenExchangeMethod = method.value;
  values.name = (form.get('name') ?? '').trim().slice(0, 100) || blank.name;
  const faults = fields.flatMap((field) => {
    const fault = faultOf(field, values[field.key]);
    return fault === null ? [] : [[field.key, fault]];
  });
  return { values, faults: Object.fromEntries(faults) };
}

/** The one GPT's settings in a file that only its owner reads. A file that makes no sense counts as none. */
export class SettingsFile {
  #directory;
  #publicUrl;
  #saved;

  constructor(directory, publicUrl) {
    this.#directory = directory;
    this.#publicUrl = publicUrl;
    this.#saved = this.#read();
  }

  get #path() {
    return resolve(this.#directory, 'chatgpt.json');
  }

  #read() {
    try {
      const value = existsSync(this.#path) ? JSON.parse(readFileSync(this.#path, 'utf8')) : null;
      return /^[0-9a-f]{40}$/.test(value?.callbackId) ? { ...blank, ...value } : null;
    } catch {
      return null;
    }
  }

  /** The settings with their callback URL, or null before the first save. */
  get() {
    if (this.#saved === null) return null;
    return { ...this.#saved, callbackUrl: `${this.#publicUrl}/dev/chatgpt/callback/${this.#saved.callbackId}` };
  }

  /** The first save decides the callback URL; it stays, so that it has to be pasted into Gatehouse only once. */
  save(values) {
    const callbackId = this.#saved?.callbackId ?? randomBytes(20).toString('hex');
    this.#saved = { ...values, callbackId };
    mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
    const draft = `${this.#path}.new`;
    writeFileSync(draft, JSON.stringify(this.#saved, null, 2), { mode: 0o600 });
    renameSync(draft, this.#path);
  }
}
