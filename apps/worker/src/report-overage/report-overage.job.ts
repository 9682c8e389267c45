import {
  Database,
  type Logger,
  stripeAccountDirectoryRepository,
  type StripeAccounts,
  stripeConnectionRepository,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Counter, Gauge } from 'prom-client';
import { STRIPE } from '../billing.providers';
import type { Job } from '../job';
import { LOGGER } from '../tokens';
import { Overage } from './overage.service';

const EVERY_MS = 30_000;
const WORKSPACES_AT_ONCE = 100;

const reported = new Counter({
  name: 'gatehouse_overage_units_reported_total',
  help: 'Units beyond quotas that Stripe was told of',
});
const refusedReports = new Gauge({
  name: 'gatehouse_overage_reports_refused',
  help: 'Reports of units beyond quotas that Stripe refused in the last run; anything but 0 asks for a look',
});

/** Tells Stripe's meters what goes beyond the quotas of paid tiers (ADR 0028). */
@Injectable()
export class ReportOverage implements Job {
  readonly queue = 'report-overage';
  readonly concurrency = 1;
  readonly schedules = [{ id: 'round', everyMs: EVERY_MS, data: {} }];
  readonly lockMs = 600_000;

  constructor(
    private readonly database: Database,
    private readonly overage: Overage,
    @Inject(STRIPE) private readonly stripe: StripeAccounts | null,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @throws when Postgres is away. A workspace whose account does not answer has its turn again in the next round. */
  async run(): Promise<void> {
    let refused = 0;
    for (let after = ''; ;) {
      const page = { after, limit: WORKSPACES_AT_ONCE };
      const ids = await this.database.inDirectory((tx) => stripeAccountDirectoryRepository.listAllHolders(tx, page));
      for (const id of ids) refused += await this.workspace(id);
      if (ids.length < WORKSPACES_AT_ONCE) break;
      after = ids.at(-1) ?? after;
    }
    refusedReports.set(refused);
  }

  private async workspace(workspaceId: string): Promise<number> {
    try {
      const connection = await this.database.inWorkspace(workspaceId, (tx) => stripeConnectionRepository.find(tx));
      if (connection === null || this.stripe === null) return 0;
      const turn = await this.overage.run(workspaceId, this.stripe.of(connection));
      reported.inc(turn.sent);
      if (turn.refused > 0)
        this.logger.error({ workspace: workspaceId, refused: turn.refused }, 'reports of overage were refused');
      return turn.refused;
    } catch (error) {
      this.logger.error(
        { workspace: workspaceId, error: error instanceof Error ? error.message : 'unknown' },
        'overage was not reported',
      );
      return 0;
    }
  }
}
