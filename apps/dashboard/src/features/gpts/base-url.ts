/** A message when the text is no http or https address; empty is fine, since the base URL is optional. */
export function checkBaseUrl(text: string): string | undefined {
  if (text.trim() === '') return undefined;
  const url = URL.parse(text.trim());
  return url !== null && /^https?:$/.test(url.protocol) ? undefined : 'Enter a full address that begins with https://';
}
