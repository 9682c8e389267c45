import { Database, type Logger, type StripeAccounts } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { STRIPE } from '../billing.providers';
import type { Job } from '../job';
import { sumOverPaidWorkspaces } from '../paid-workspaces';
import { LOGGER } from '../tokens';
import { PriceMover } from './price-mover';

const EVERY_MS = 15_000;

/** Moves people to the price that their tier costs now, where a creator asked for it. */
@Injectable()
export class MovePrices implements Job {
  readonly queue = 'move-prices';
  readonly concurrency = 1;
  readonly schedules = [{ id: 'round', everyMs: EVERY_MS, data: {} }];
  readonly lockMs = 600_000;

  constructor(
    private readonly database: Database,
    private readonly mover: PriceMover,
    @Inject(STRIPE) private readonly stripe: StripeAccounts | null,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @throws when Postgres is away. A workspace whose account does not answer has its turn again in the next round. */
  async run(): Promise<void> {
    const { database, stripe, logger } = this;
    const round = { database, stripe, logger, failure: 'people were not moved to their new price' };
    await sumOverPaidWorkspaces(round, (workspace, access) => this.mover.run(workspace, access));
  }
}
