import { Counter, Gauge, Histogram } from 'prom-client';

/** In prom-client's shared registry, which the worker's `/metrics` shows. */

export const drainDuration = new Histogram({
  name: 'gatehouse_drain_duration_seconds',
  help: 'Time to drain one group of shards',
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
});

export const drainedEntries = new Counter({
  name: 'gatehouse_drained_entries_total',
  help: 'Rows added to the ledger of usage',
});

export const parkedEntries = new Counter({
  name: 'gatehouse_parked_entries_total',
  help: 'Counts put into usage_orphans because the ledger cannot hold them; anything but 0 asks for a look',
});

export const drainFailures = new Counter({
  name: 'gatehouse_drain_failures_total',
  help: 'Shards whose draining failed; their counts wait in Redis',
});

export const lastDrain = new Gauge({
  name: 'gatehouse_last_drain_timestamp_seconds',
  help: 'When a shard was last found empty or drained; its age is the lag',
  labelNames: ['shard'],
});
