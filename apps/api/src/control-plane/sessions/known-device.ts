import type { Random } from '@gatehouse/core';
import { newSecret, type Vault } from '@gatehouse/platform';

export const KNOWN_DEVICE_COOKIE = 'gth_device';
export const KNOWN_DEVICE_MAX_AGE_SECONDS = 365 * 86_400;

const PURPOSE = 'known-device';

/**
 * A mark that a browser gets when its owner has signed in there. Guessing from elsewhere fills the account's bucket of tries, and the owner's
 * browser has one of its own, so guessing cannot lock them out (OWASP, "Slow Down Online Guessing Attacks with Device Cookies"). It opens
 * nothing by itself.
 */
export function markKnownDevice(vault: Vault, random: Random, memberId: string): string {
  const device = newSecret('', random);
  return `${device}.${vault.mac(PURPOSE, `${memberId}:${device}`).toString('base64url')}`;
}

/** The device that the mark names, if it was given to this member's browser. */
export function readKnownDevice(vault: Vault, mark: string | null, memberId: string): string | null {
  const [device = '', mac = ''] = mark?.split('.') ?? [];
  return vault.verifyMac(PURPOSE, `${memberId}:${device}`, Buffer.from(mac, 'base64url')) ? device : null;
}
