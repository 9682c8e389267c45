import { CHATGPT_CALLBACK_HOSTS, parseChatGptCallback } from '@gatehouse/core';

/**
 * Where the forms of a sign-in may lead, as sources of a `form-action` directive: the callback's origin, because Chromium applies the directive to
 * the redirects after a form too. ChatGPT sends people on between its two hosts, so both are named for it.
 */
export function formTargetsOf(redirectUri: string): readonly string[] {
  if (parseChatGptCallback(redirectUri) !== null) return CHATGPT_CALLBACK_HOSTS.map((host) => `https://${host}`);
  const { origin, protocol, hostname } = new URL(redirectUri);
  // The grammar of a source has no IPv6 literal; [::1] is a developer's own machine.
  return [hostname.startsWith('[') ? protocol : origin];
}
