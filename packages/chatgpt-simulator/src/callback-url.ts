import { hex, uuid, type Random } from './random';

/** Where the callback lives: either of ChatGPT's two hosts, or the older plugin path. */
export const CALLBACK_HOSTS = ['chatgpt.com', 'chat.openai.com', 'plugin'] as const;
export type CallbackHost = (typeof CALLBACK_HOSTS)[number];

const GPT_CALLBACK = /^https:\/\/(chatgpt\.com|chat\.openai\.com)(\/aip\/g-[0-9a-f]{40}\/oauth\/callback)$/;

/**
 * A callback URL of ChatGPT's exact shape, new on every call, as a GPT gets one when an action is added or edited:
 * `https://{host}/aip/g-{40 hex}/oauth/callback`, or `https://chat.openai.com/aip/plugin-{uuid}/oauth/callback`.
 */
export function makeCallbackUrl(random: Random, host: CallbackHost = 'chatgpt.com'): string {
  if (host === 'plugin') return `https://chat.openai.com/aip/plugin-${uuid(random)}/oauth/callback`;
  return `https://${host}/aip/g-${hex(random, 20)}/oauth/callback`;
}

/**
 * The callback URL under which ChatGPT on `host` asks to be called back, when the GPT editor showed `shown`. The two hosts
 * share one path, so ChatGPT may use the twin of the URL that was registered. Any other URL has no twin and stays as it is.
 */
export function callbackUrlOn(host: CallbackHost, shown: string): string {
  const path = GPT_CALLBACK.exec(shown)?.[2];
  return path === undefined || host === 'plugin' ? shown : `https://${host}${path}`;
}

/** The host that a callback URL already names, so that a simulator without an explicit host stays on it. */
export function hostOf(callbackUrl: string): CallbackHost {
  const host = GPT_CALLBACK.exec(callbackUrl)?.[1];
  return host === 'chatgpt.com' || host === 'chat.openai.com' ? host : 'plugin';
}
