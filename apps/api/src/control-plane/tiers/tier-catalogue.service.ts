import { CatalogueSync, Database, type Logger, type PlaceSync, stripeFault } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, PLACE_SYNC } from '../../edge/tokens';

/** Brings what a tier costs to Stripe at once, so that it can be bought when the creator has saved it. */
@Injectable()
export class TierCatalogue {
  constructor(
    private readonly database: Database,
    @Inject(PLACE_SYNC) private readonly places: PlaceSync | null,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** After the change is committed. Should Stripe be away, the worker brings it there. */
  async bring(workspaceId: string, tier: { readonly id: string; readonly gptId: string }): Promise<void> {
    if (this.places === null) return;
    try {
      await new CatalogueSync(this.database, this.places).syncTier(workspaceId, tier.gptId, tier.id);
    } catch (error) {
      this.logger.warn(
        { workspace: workspaceId, tier: tier.id, error: stripeFault(error) },
        'prices wait to be brought to Stripe',
      );
    }
  }
}
