import { Database, type Logger, type StripeAccess, type StripeAccounts } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Counter, Gauge } from 'prom-client';
import { STRIPE } from '../billing.providers';
import { GaugeOfLastRun } from '../gauge-of-last-run';
import type { Job } from '../job';
import { sumOverPaidWorkspaces } from '../paid-workspaces';
import { LOGGER } from '../tokens';
import { BillingCheck } from './billing-check.service';

const NIGHTLY_MS = 24 * 3_600_000;
const LOCK_MS = 3_600_000;

const differences = new GaugeOfLastRun(
  {
    name: 'gatehouse_billing_differences',
    help: 'Amounts that our books and Stripe did not agree on when they were compared last; anything but 0 asks for a look',
  },
  NIGHTLY_MS + LOCK_MS,
);
const healed = new Counter({
  name: 'gatehouse_billing_healed_total',
  help: 'Places and payments that Stripe had told nobody of, found and mended by comparing',
});
const lastCompared = new Gauge({
  name: 'gatehouse_last_billing_reconcile_timestamp_seconds',
  help: 'When this worker last compared our books with Stripe; the newest of all workers tells whether anybody does',
});

/** Compares every workspace's books with Stripe at night, and raises an alert: a metric, an error in the log, a notice on the creator's Revenue page. */
@Injectable()
export class ReconcileBilling implements Job {
  readonly queue = 'reconcile-billing';
  readonly concurrency = 1;
  readonly schedules = [{ id: 'night', everyMs: NIGHTLY_MS, data: {} }];
  readonly lockMs = LOCK_MS;

  constructor(
    private readonly database: Database,
    private readonly check: BillingCheck,
    @Inject(STRIPE) private readonly stripe: StripeAccounts | null,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @throws when Postgres is away. A workspace whose account does not answer has its turn in the next night. */
  async run(): Promise<void> {
    const { database, stripe, logger } = this;
    const round = { database, stripe, logger, failure: 'books were not compared with Stripe' };
    differences.set(await sumOverPaidWorkspaces(round, (workspace, access) => this.compare(workspace, access)));
    lastCompared.setToCurrentTime();
  }

  private async compare(workspace: string, access: StripeAccess): Promise<number> {
    const result = await this.check.run(workspace, access);
    healed.inc(result.healed);
    for (const finding of result.fresh) this.logger.error({ workspace, ...finding }, 'books and Stripe do not agree');
    return result.differences.length;
  }
}
