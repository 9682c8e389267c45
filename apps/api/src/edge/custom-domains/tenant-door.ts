import { couldBeCustomDomain } from '@gatehouse/core';
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * Under a custom domain an issuer's paths begin at the root, and everywhere in the server they begin with `/t/{workspace}`. So a request to a host that is not the
 * service's own is given the path of the door that its Host names, and the handlers find the workspace behind it, or none.
 *
 * The mark is random in each process: no path that somebody sends names a door by its host.
 */
const MARK = `${randomBytes(12).toString('hex')}~`;

/** Paths of the service itself. They are not given to a workspace; on a host that is a workspace's they are not answered (`refuseServicePaths`). */
const SERVICE_PATH =
  /^\/(?:(?:t|api|dev|auth|assets|webhooks|internal|healthz|readyz|metrics)(?:[/?]|$)|\.well-known\/oauth-authorization-server\/)/;
const METADATA_PATH = /^\/\.well-known\/oauth-authorization-server(?=\?|$)/;

/** What `Tenants.resolve` takes for a host, where no request stands at that door itself. */
export const doorOfHost = (host: string): string => `${MARK}${host}`;

/** The host, when the door is named by one; null for a slug. */
export function hostOfDoor(door: string): string | null {
  return door.startsWith(MARK) ? door.slice(MARK.length) : null;
}

/** The Host of a request that may be a workspace's own: neither the service's, nor an address, nor a name that only a network inside knows. */
export function foreignHost(host: string | undefined, publicHost: string): string | null {
  if (host === undefined || host === publicHost) return null;
  const name = host
    .toLowerCase()
    .replace(/:\d{1,5}$/, '')
    .replace(/\.$/, '');
  return name !== hostnameOf(publicHost) && couldBeCustomDomain(name) ? name : null;
}

export const isServicePath = (path: string): boolean => SERVICE_PATH.test(path);

/** What the server routes by. @param publicUrl origin of the service */
export function pathThroughDoor(request: Pick<IncomingMessage, 'url' | 'headers'>, publicHost: string): string {
  const { url = '/', headers } = request;
  const host = foreignHost(headers.host, publicHost);
  if (host === null || !url.startsWith('/') || isServicePath(url)) return url;
  return METADATA_PATH.test(url) ? url.replace(METADATA_PATH, `$&/t/${doorOfHost(host)}`) : `/t/${doorOfHost(host)}${url}`;
}

const hostnameOf = (host: string): string => host.replace(/:\d{1,5}$/, '');
