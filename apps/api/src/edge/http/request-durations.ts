import { Histogram, register } from 'prom-client';

/** How long requests took, by route pattern and never by path: ids and slugs would make a series each. */
export const requestDurations = new Histogram({
  name: 'gatehouse_http_request_duration_seconds',
  help: 'Time from the request to the end of the answer',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  registers: [register],
});
