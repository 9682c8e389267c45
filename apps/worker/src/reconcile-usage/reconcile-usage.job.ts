import type { Logger } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { GaugeOfLastRun } from '../gauge-of-last-run';
import type { Job } from '../job';
import { LOGGER } from '../tokens';
import { FINDING_KINDS } from './finding';
import { Reconcile } from './reconcile.service';

const EVERY_MS = 15 * 60_000;
const LOCK_MS = 600_000;
const LOGGED_AT_MOST = 50;

const drift = new GaugeOfLastRun(
  {
    name: 'gatehouse_usage_drift',
    help: 'Counts that did not add up when Redis, batches, ledger and rollups were compared last; anything but 0 asks for a look',
    labelNames: ['kind'],
  },
  EVERY_MS + LOCK_MS,
);
const lastReconciled = new Gauge({
  name: 'gatehouse_last_reconcile_timestamp_seconds',
  help: 'When this worker last compared Redis, batches, ledger and rollups; the newest of all workers tells whether anybody does',
});

/** Raises an alert when counts do not add up: a metric, an error in the operator's log, an entry in the workspace's audit log. */
@Injectable()
export class ReconcileUsage implements Job {
  readonly queue = 'reconcile-usage';
  readonly concurrency = 1;
  readonly schedules = [{ id: 'reconcile', everyMs: EVERY_MS, data: {} }];
  readonly lockMs = LOCK_MS;

  constructor(
    private readonly reconcile: Reconcile,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async run(): Promise<void> {
    const findings = await this.reconcile.run();
    drift.set(new Map(FINDING_KINDS.map((kind) => [kind, findings.filter((finding) => finding.kind === kind).length])));
    lastReconciled.setToCurrentTime();
    for (const finding of findings.slice(0, LOGGED_AT_MOST)) this.logger.error(finding, 'usage does not add up');
  }
}
