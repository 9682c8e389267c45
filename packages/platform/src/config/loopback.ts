import { isIPv4 } from 'node:net';

/**
 * Whether a host can only be this very machine: `localhost`, 127.0.0.0/8 or `::1`, with or without the brackets of a URL
 * (RFC 6761 section 6.3; RFC 1122 section 3.2.1.3; RFC 4291 section 2.5.3).
 */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || (isIPv4(host) && host.startsWith('127.'));
}
