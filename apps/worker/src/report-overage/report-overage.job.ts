import { Database, type Logger, type StripeAccess, type StripeAccounts } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { STRIPE } from '../billing.providers';
import { GaugeOfLastRun } from '../gauge-of-last-run';
import type { Job } from '../job';
import { sumOverPaidWorkspaces } from '../paid-workspaces';
import { LOGGER } from '../tokens';
import { Overage } from './overage.service';

const EVERY_MS = 30_000;
const LOCK_MS = 600_000;

const reported = new Counter({
  name: 'gatehouse_overage_units_reported_total',
  help: 'Units beyond quotas that Stripe was told of',
});
const refusedReports = new GaugeOfLastRun(
  {
    name: 'gatehouse_overage_reports_refused',
    help: 'Reports of units beyond quotas that Stripe refused in the last run; anything but 0 asks for a look',
  },
  EVERY_MS + LOCK_MS,
);

/** Tells Stripe's meters what goes beyond the quotas of paid tiers (ADR 0028). */
@Injectable()
export class ReportOverage implements Job {
  readonly queue = 'report-overage';
  readonly concurrency = 1;
  readonly schedules = [{ id: 'round', everyMs: EVERY_MS, data: {} }];
  readonly lockMs = LOCK_MS;

  constructor(
    private readonly database: Database,
    private readonly overage: Overage,
    @Inject(STRIPE) private readonly stripe: StripeAccounts | null,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @throws when Postgres is away. A workspace whose account does not answer has its turn again in the next round. */
  async run(): Promise<void> {
    const { database, stripe, logger } = this;
    const round = { database, stripe, logger, failure: 'overage was not reported' };
    refusedReports.set(await sumOverPaidWorkspaces(round, (workspace, access) => this.report(workspace, access)));
  }

  private async report(workspace: string, access: StripeAccess): Promise<number> {
    const turn = await this.overage.run(workspace, access);
    reported.inc(turn.sent);
    if (turn.refused > 0) this.logger.error({ workspace, refused: turn.refused }, 'reports of overage were refused');
    return turn.refused;
  }
}
