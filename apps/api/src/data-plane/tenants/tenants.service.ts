import { domainIssuer, issuerOf } from '@gatehouse/core';
import { type Config, Database, workspaceRepository } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { CustomDomains } from '../../edge/custom-domains/custom-domains.service';
import { hostOfDoor } from '../../edge/custom-domains/tenant-door';
import { CONFIG } from '../../edge/tokens';

const REMEMBERED = 10_000;
/** A workspace's id and slug never change, only its name does: this is how long a page may show the former one. */
const MAX_AGE_MS = 30_000;

/** A workspace at whose door a request stands. */
export interface Tenant {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly issuer: string;
  /** Where the pages of this door lie: the issuer's scheme and host. */
  readonly origin: string;
  /** What its paths begin with: nothing on a custom domain, `/t/{slug}` else. */
  readonly path: string;
}

/**
 * Finds the workspace at whose door a request stands: the one that the path names under the service's own host, or the one that holds the
 * domain of the request's host. The two are doors of one workspace and each is an issuer of its own, the same text in all that it says
 * (RFC 8414 3.3), so that settings made before a domain was verified go on working.
 */
@Injectable()
export class Tenants {
  /** Only those that exist are remembered: a workspace made a second ago is found, and guessing names fills no memory. */
  private readonly remembered = new LRUCache<string, Tenant>({ max: REMEMBERED, ttl: MAX_AGE_MS });

  constructor(
    private readonly database: Database,
    private readonly domains: CustomDomains,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Null when there is no workspace behind it. @param door a slug, or what the request's host was made into. @throws when Postgres does not answer. */
  async resolve(door: string): Promise<Tenant | null> {
    const known = this.remembered.get(door);
    if (known !== undefined) return known;
    const host = hostOfDoor(door);
    if (host !== null) return this.resolveHost(host);
    // Nothing else can be a slug, and Postgres refuses some of it (a zero byte).
    if (!/^[a-z0-9-]{1,63}$/.test(door)) return null;
    const workspace = await this.database.inDirectory((tx) => workspaceRepository.findBySlug(tx, door));
    if (workspace === null) return null;
    const { id, name } = workspace;
    const { publicUrl } = this.config;
    const tenant = { id, slug: door, name, issuer: issuerOf(publicUrl, door), origin: publicUrl, path: `/t/${door}` };
    this.remembered.set(door, tenant);
    return tenant;
  }

  /** Domains change hands; how long that takes to be seen here is for the directory of domains to say. */
  private async resolveHost(host: string): Promise<Tenant | null> {
    const holder = await this.domains.holderOf(host);
    if (holder === null) return null;
    const issuer = domainIssuer(host);
    return { id: holder.id, slug: holder.slug, name: holder.name, issuer, origin: issuer, path: '' };
  }
}
