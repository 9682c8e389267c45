import { Histogram, register } from 'prom-client';

/** By route pattern and never by path: ids and slugs would make a series each. */
const durations = new Histogram({
  name: 'gatehouse_http_request_duration_seconds',
  help: 'Time from the request to the end of the answer',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  registers: [register],
});

/** Finding a series by its labels costs more than adding to it. */
const series = new Map<string, ReturnType<typeof durations.labels>>();

/** @param route as it was registered */
export function observeRequest(method: string, route: string, status: number, seconds: number): void {
  const name = `${method} ${status} ${route}`;
  let known = series.get(name);
  if (known === undefined) {
    known = durations.labels(method, route, String(status));
    series.set(name, known);
  }
  known.observe(seconds);
}
