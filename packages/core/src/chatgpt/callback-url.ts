/** The hosts on which ChatGPT receives its callbacks. Which of them it uses for a given GPT changes without notice. */
export const CHATGPT_CALLBACK_HOSTS = ['chat.openai.com', 'chatgpt.com'] as const;

export interface ChatGptCallback {
  readonly host: (typeof CHATGPT_CALLBACK_HOSTS)[number];
  /** `gpt`: `g-` and 40 hexadecimal digits. `plugin`: the older shape, still sent for old GPTs. */
  readonly kind: 'gpt' | 'plugin';
  /** The path segment that names the action, `g-…` or `plugin-…`. It is not the public id of the GPT. */
  readonly actionId: string;
}

const SHAPE = /^https:\/\/(chat\.openai\.com|chatgpt\.com)\/aip\/(g-[0-9a-f]{40}|plugin-[A-Za-z0-9-]{1,64})\/oauth\/callback$/;

/**
 * Reads a callback URL of exactly the shape that ChatGPT uses (OpenAI, "GPT Action authentication", OAuth); null for anything else. The shape
 * alone proves nothing about a request: redirects go only to registered URLs.
 */
export function parseChatGptCallback(url: string): ChatGptCallback | null {
  const match = SHAPE.exec(url);
  if (match === null) return null;
  const [, host, actionId] = match as unknown as [string, ChatGptCallback['host'], string];
  return { host, actionId, kind: actionId.startsWith('g-') ? 'gpt' : 'plugin' };
}

/** The same callback on ChatGPT's other host, so that one paste registers both; null when the URL is not ChatGPT's. */
export function twinOf(url: string): string | null {
  const callback = parseChatGptCallback(url);
  if (callback === null) return null;
  const [first, second] = CHATGPT_CALLBACK_HOSTS;
  return `https://${callback.host === first ? second : first}/aip/${callback.actionId}/oauth/callback`;
}

/**
 * The callback as it may be shown when a stranger's request named it: text that leads nowhere and cannot be registered, yet is enough to
 * recognise one's own by. The same for both twins. Null when it is not of ChatGPT's exact shape: of anything else nothing is shown.
 */
export function maskedCallback(url: string): string | null {
  const callback = parseChatGptCallback(url);
  if (callback === null) return null;
  const { actionId } = callback;
  return callback.kind === 'gpt' ? `${actionId.slice(0, 6)}…${actionId.slice(-4)}` : `${actionId.slice(0, 9)}…`;
}
