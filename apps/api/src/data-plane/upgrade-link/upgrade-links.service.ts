import { canBuyRemedy, type Clock, type Decision, type Limits, parseId, type Principal } from '@gatehouse/core';
import { type Config, Database, Vault } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { issuerOfWorkspace } from '../../edge/custom-domains/issuer-of-workspace';
import { CLOCK, CONFIG } from '../../edge/tokens';
import type { Tenant } from '../tenants/tenants.service';

/** A model relays the link at once; the person may finish their coffee. */
const LIVES_SECONDS = 30 * 60;
const PURPOSE = 'upgrade-ticket';
const REMEMBERED = 10_000;
/** What follows stands in addresses to which people are sent on: there is nothing after the hash. */
const TICKET = /^(?<text>[\w-]+)\.(?<mac>[\w-]+)$/;
/** As long as a new domain may take to be seen in links. */
const ISSUER_MAX_AGE_MS = 30_000;

/** For whom a link was made, and for which GPT. */
export interface UpgradeTicket {
  readonly subscriberId: string;
  readonly gptId: string;
}

export type ReadTicket =
  | ({ readonly kind: 'valid' } & UpgradeTicket)
  /** Ours, and too old: whoever is that person may go on all the same, once they have signed in. */
  | ({ readonly kind: 'expired' } & UpgradeTicket)
  | { readonly kind: 'invalid' };

/**
 * Links by which a refused person reaches the GPT's tiers: short-lived, bound to workspace, subscriber and GPT by a keyed hash, and kept nowhere. They open a page
 * and nothing else: whoever holds one and is not that person sees no more than a sign-in.
 */
@Injectable()
export class UpgradeLinks {
  private readonly issuers = new LRUCache<string, string>({ max: REMEMBERED, ttl: ISSUER_MAX_AGE_MS });

  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Null where the GPT's wording is neutral, or nothing that is sold would lift the refusal. Made for refusals only: no other call pays for it. */
  async linkFor(tenant: Tenant, principal: Principal, limits: Limits, decision: Decision): Promise<string | null> {
    if (principal.upgradeWording !== 'link' || !canBuyRemedy(decision, principal, limits)) return null;
    return `${await this.issuerOf(tenant)}/upgrade/${this.ticketFor(tenant.id, principal)}`;
  }

  ticketFor(workspaceId: string, { subscriberId, gptId }: UpgradeTicket): string {
    const expiresAt = Math.floor(this.clock.now().getTime() / 1000) + LIVES_SECONDS;
    const text = Buffer.from(`${subscriberId} ${gptId} ${expiresAt}`).toString('base64url');
    return `${text}.${this.vault.mac(PURPOSE, `${workspaceId} ${text}`).toString('base64url')}`;
  }

  read(workspaceId: string, ticket: string): ReadTicket {
    const { text = '', mac = '' } = TICKET.exec(ticket)?.groups ?? {};
    if (!this.vault.verifyMac(PURPOSE, `${workspaceId} ${text}`, Buffer.from(mac, 'base64url'))) return { kind: 'invalid' };
    const [subscriber = '', gpt = '', expiresAt = '0'] = Buffer.from(text, 'base64url').toString('utf8').split(' ');
    const [subscriberId, gptId] = [parseId('usr', subscriber), parseId('gpt', gpt)];
    if (subscriberId === null || gptId === null) return { kind: 'invalid' };
    const kind = this.clock.now().getTime() < Number(expiresAt) * 1000 ? 'valid' : 'expired';
    return { kind, subscriberId, gptId };
  }

  /** The workspace's own domain, where it has one: there its people are signed in. */
  private async issuerOf({ id, slug, issuer }: Tenant): Promise<string> {
    const known = this.issuers.get(id);
    if (known !== undefined) return known;
    try {
      const own = await this.database.inDirectory((tx) => issuerOfWorkspace(tx, this.config.publicUrl, { id, slug }));
      this.issuers.set(id, own);
      return own;
    } catch {
      // The decision is made; the door at which it was asked for leads there as well.
      return issuer;
    }
  }
}
