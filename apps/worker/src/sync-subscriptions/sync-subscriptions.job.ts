import {
  CatalogueSync,
  Database,
  isAccountRefusal,
  type Logger,
  type PlaceSync,
  stripeAccountDirectoryRepository,
  stripeFault,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { Job } from '../job';
import { LOGGER, PLACE_SYNC } from '../tokens';

const EVERY_MS = 10 * 60_000;
const PAGE = 100;

/** Heals what Stripe never told: reads the subscriptions of every connected account, and brings prices there that have not arrived. */
@Injectable()
export class SyncSubscriptions implements Job {
  readonly queue = 'sync-subscriptions';
  readonly concurrency = 1;
  readonly schedules = [{ id: 'round', everyMs: EVERY_MS, data: {} }];
  readonly lockMs = 600_000;

  constructor(
    private readonly database: Database,
    @Inject(PLACE_SYNC) private readonly places: PlaceSync | null,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @throws when Postgres is away. A workspace whose account does not answer is looked at in the next round. */
  async run(): Promise<void> {
    const { places } = this;
    if (places === null) return;
    for (let after = ''; ;) {
      const page = { after, limit: PAGE };
      const holders = await this.database.inDirectory((tx) => stripeAccountDirectoryRepository.listAllHolders(tx, page));
      for (const workspace of holders) await this.syncOne(places, workspace);
      after = holders.at(-1) ?? '';
      if (holders.length < PAGE) return;
    }
  }

  /** An account that refuses to tell is borne with for a day only. */
  private async syncPlaces(places: PlaceSync, workspace: string): Promise<number> {
    try {
      const written = await places.syncAll(workspace);
      await places.refusals.answered(workspace, await places.accessOf(workspace));
      return written;
    } catch (error) {
      if (isAccountRefusal(error)) await places.refusals.refused(workspace);
      throw error;
    }
  }

  private async syncOne(places: PlaceSync, workspace: string): Promise<void> {
    try {
      const written = await this.syncPlaces(places, workspace);
      if (written > 0) this.logger.info({ workspace, places: written }, 'places healed that Stripe had not told of');
      await new CatalogueSync(this.database, places).syncWaiting(workspace);
    } catch (error) {
      this.logger.warn({ workspace, error: stripeFault(error) }, 'an account was not compared with Stripe');
    }
  }
}
