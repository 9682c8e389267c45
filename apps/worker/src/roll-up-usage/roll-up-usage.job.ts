import { Injectable } from '@nestjs/common';
import { Counter, Histogram } from 'prom-client';
import type { Job } from '../job';
import { RollUp } from './roll-up.service';

/** Under load a run takes longer, and the next one finds more at once. */
const EVERY_MS = 1_000;

const duration = new Histogram({
  name: 'gatehouse_roll_up_duration_seconds',
  help: 'Time of one run of the roll-up',
  buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
});
const rolledUp = new Counter({
  name: 'gatehouse_rolled_up_lines_total',
  help: 'Rows of the ledger added to days, months and totals',
});

/** Keeps days, months and totals up with the ledger. */
@Injectable()
export class RollUpUsage implements Job {
  readonly queue = 'roll-up-usage';
  readonly concurrency = 1;
  readonly schedules = [{ id: 'rollups', everyMs: EVERY_MS, data: {} }];
  readonly lockMs = 60_000;

  constructor(private readonly rollUp: RollUp) {}

  async run(): Promise<void> {
    const stop = duration.startTimer();
    try {
      rolledUp.inc(await this.rollUp.run());
    } finally {
      stop();
    }
  }
}
