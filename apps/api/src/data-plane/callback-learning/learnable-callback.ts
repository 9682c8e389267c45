import { parseChatGptCallback } from '@gatehouse/core';
import type { Config } from '@gatehouse/platform';

/**
 * Whether a callback may be offered for approval: of ChatGPT's exact shape, or that of the stand-in for ChatGPT that runs on a developer's machine.
 * The configuration refuses a sandbox in production.
 */
export function isLearnable(url: string, { publicUrl, sandboxUrl }: Pick<Config, 'publicUrl' | 'sandboxUrl'>): boolean {
  if (parseChatGptCallback(url) !== null) return true;
  const standIn = `${publicUrl}/dev/chatgpt/callback/`;
  return sandboxUrl !== null && url.startsWith(standIn) && /^[0-9a-f]{40}$/.test(url.slice(standIn.length));
}
