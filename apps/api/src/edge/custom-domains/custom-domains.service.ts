import { Database, domainDirectoryRepository } from '@gatehouse/platform';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

const REMEMBERED = 10_000;
/** So long an instance goes on with what it knows of a host, also that it is nobody's. */
const MAX_AGE_MS = 5_000;

/** The workspace that holds a domain. */
export interface DomainHolder {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/** Which workspace a host belongs to. Only verified domains are known here. */
@Injectable()
export class CustomDomains {
  private readonly remembered = new LRUCache<string, { readonly holder: DomainHolder | null }>({
    max: REMEMBERED,
    ttl: MAX_AGE_MS,
  });

  constructor(private readonly database: Database) {}

  /** Null when nobody has verified it. @throws when Postgres does not answer */
  async holderOf(host: string): Promise<DomainHolder | null> {
    const known = this.remembered.get(host);
    if (known !== undefined) return known.holder;
    const holder = await this.database.inDirectory((tx) => domainDirectoryRepository.findHolder(tx, host));
    this.remembered.set(host, { holder });
    return holder;
  }
}
