import { issuerOf } from '@gatehouse/core';
import { type Config, Database, workspaceRepository } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
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
}

/** Finds the workspace that a path under an issuer names. A slug never changes hands, so it is remembered for a while. */
@Injectable()
export class Tenants {
  /** Only those that exist are remembered: a workspace made a second ago is found, and guessing names fills no memory. */
  private readonly remembered = new LRUCache<string, Tenant>({ max: REMEMBERED, ttl: MAX_AGE_MS });

  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Null when no workspace has that slug. @throws when Postgres does not answer. */
  async resolve(slug: string): Promise<Tenant | null> {
    const known = this.remembered.get(slug);
    if (known !== undefined) return known;
    // Nothing else can be a slug, and Postgres refuses some of it (a zero byte).
    if (!/^[a-z0-9-]{1,63}$/.test(slug)) return null;
    const workspace = await this.database.inDirectory((tx) => workspaceRepository.findBySlug(tx, slug));
    if (workspace === null) return null;
    const { id, name } = workspace;
    const tenant: Tenant = { id, slug, name, issuer: issuerOf(this.config.publicUrl, slug) };
    this.remembered.set(slug, tenant);
    return tenant;
  }
}
