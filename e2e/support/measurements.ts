import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ARTIFACTS } from './places';

/** Keeps a figure that is worth knowing and that no test may depend on, such as a time on a busy machine. */
export function keepMeasurement(what: string, value: number, unit: string): void {
  mkdirSync(ARTIFACTS, { recursive: true });
  appendFileSync(join(ARTIFACTS, 'measurements.txt'), `${new Date().toISOString()}  ${what}: ${Math.round(value)} ${unit}\n`);
}
