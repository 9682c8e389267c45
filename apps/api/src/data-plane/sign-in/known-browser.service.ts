import type { Random } from '@gatehouse/core';
import { newSecret, Vault } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import { readCookie } from '../../edge/cookies';
import { RANDOM } from '../../edge/tokens';
import type { Tenant } from '../tenants/tenants.service';
import { type HostedCookie, hostedCookie, setHostedCookie } from './hosted-cookies';

const KIND = 'gth_dev';
const SECONDS = 365 * 86_400;
const PURPOSE = 'known-subscriber-browser';

/**
 * A mark that a browser gets when the owner of an address has signed in there. What strangers ask for and guess at is bounded per address; the
 * owner's browser has an allowance of its own, so they cannot lock it out (OWASP, "Slow Down Online Guessing Attacks with Device Cookies"). It
 * opens nothing by itself.
 */
@Injectable()
export class KnownBrowsers {
  constructor(
    private readonly vault: Vault,
    @Inject(RANDOM) private readonly random: Random,
  ) {}

  /** The `Set-Cookie` value for a browser in which the owner of the address has just signed in to the workspace. */
  mark(tenant: Tenant, email: string): string {
    const browser = newSecret('', this.random);
    const mac = this.vault.mac(PURPOSE, textOf(tenant, email, browser)).toString('base64url');
    return setHostedCookie(this.cookieOf(tenant), `${browser}.${mac}`, SECONDS);
  }

  /** Names the browser, if it was marked for this address in this workspace. */
  read(tenant: Tenant, email: string, headers: IncomingHttpHeaders): string | null {
    const [browser = '', mac = ''] = readCookie(headers.cookie, this.cookieOf(tenant).name)?.split('.') ?? [];
    return this.vault.verifyMac(PURPOSE, textOf(tenant, email, browser), Buffer.from(mac, 'base64url')) ? browser : null;
  }

  private cookieOf(tenant: Tenant): HostedCookie {
    return hostedCookie(tenant, KIND, tenant.slug, tenant.path);
  }
}

const textOf = (tenant: Tenant, email: string, browser: string): string => `${tenant.id} ${email} ${browser}`;
