/** The hosts that Gatehouse takes in a callback URL that is not https. */
const hosts = ['localhost', '127.0.0.1', '[::1]'];

/** Whether a URL is http or https on this machine, without a name and password in it. */
export function isLoopbackUrl(text) {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  return ['http:', 'https:'].includes(protocol) && hosts.includes(hostname) && username === '' && password === '';
}
