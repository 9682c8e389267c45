import {
  AppError,
  CHATGPT_CALLBACK_HOSTS,
  type FieldProblem,
  isScopeName,
  parseChatGptCallback,
  REDIRECT_URI_FAULTS,
  redirectUriFault,
  twinOf,
} from '@gatehouse/core';
import type { GptApi, Scope } from './gpt.dto';

const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Why a callback URL cannot be registered, in words for the creator; null when it can. */
export function callbackUrlFault(url: string): string | null {
  const fault = redirectUriFault(url);
  if (fault !== null) return REDIRECT_URI_FAULTS[fault];
  // A URL on ChatGPT's own hosts that is not of its exact shape is a paste that lost or gained something, and would never match.
  const { hostname } = new URL(url);
  if (
    CHATGPT_CALLBACK_HOSTS.some((host) => hostname === host || hostname.endsWith(`.${host}`)) &&
    parseChatGptCallback(url) === null
  ) {
    return 'This is not a whole callback URL of ChatGPT. Copy it again from the GPT editor: https://chatgpt.com/aip/g-…/oauth/callback, 40 characters after g-.';
  }
  return null;
}

/**
 * The URLs to register for what was pasted: each, and its twin on ChatGPT's other host, once.
 * @param fieldOf names the field of the n-th URL in an error
 * @throws AppError `validation_failed`
 */
export function callbackUrlsToRegister(pasted: readonly string[], fieldOf: (index: number) => string): string[] {
  const urls = pasted.map((url) => url.trim());
  const fields = urls.flatMap((url, index): FieldProblem[] => {
    const message = callbackUrlFault(url);
    return message === null ? [] : [{ field: fieldOf(index), message }];
  });
  if (fields.length > 0) throw new AppError('validation_failed', { fields });
  return [...new Set(urls.flatMap((url) => [url, twinOf(url) ?? url]))];
}

/** How many URLs were pasted for these: a URL and its twin count once. */
export function pastedCount(urls: readonly string[]): number {
  return new Set(urls.map((url) => [url, twinOf(url) ?? url].sort()[0])).size;
}

/** @throws AppError `validation_failed` for a name that RFC 6749 section 3.3 does not allow */
export function checkScopes(scopes: readonly Scope[]): void {
  const fields = scopes.flatMap(({ name }, index): FieldProblem[] =>
    isScopeName(name)
      ? []
      : [{ field: `scopes.${index}.name`, message: 'may hold printable ASCII without spaces, quotes and backslashes' }],
  );
  if (fields.length > 0) throw new AppError('validation_failed', { fields });
}

/** The base URL of the creator's API. @throws AppError `validation_failed` */
export function checkApi({ base_url: text }: GptApi): string {
  const url = /^https?:\/\//i.test(text) && URL.canParse(text) ? new URL(text) : null;
  const message = url === null ? 'must be a URL that begins with https://' : baseUrlFault(url);
  if (message !== null) throw new AppError('validation_failed', { fields: [{ field: 'api.base_url', message }] });
  return text;
}

function baseUrlFault(url: URL): string | null {
  if (url.username !== '' || url.password !== '') return 'must not hold a user name or password';
  if (url.search !== '' || url.hash !== '') return 'must end before any ? or #';
  if (url.protocol === 'http:' && !LOOPBACK_HOSTS.has(url.hostname)) return 'must use https (plain http is for localhost only)';
  return null;
}
