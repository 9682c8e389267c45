import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ORIGIN = 'GATEHOUSE_E2E_ORIGIN';
const CHROMIUM = 'GATEHOUSE_E2E_CHROMIUM';
const LOGS = 'GATEHOUSE_E2E_LOGS';

export interface ChromiumLaunch {
  executablePath: string;
  env: Record<string, string>;
}

/** Finds (and at the first time unpacks) Chromium, once for all test files. */
export function findChromium(): ChromiumLaunch {
  return JSON.parse(execFileSync(process.execPath, [join(__dirname, 'chromium.mjs')], { encoding: 'utf8' })) as ChromiumLaunch;
}

/** Tells the test files, which run in other processes, what the global setup has started. */
export function announceRun(stack: { origin: string; logs: string }, chromium: ChromiumLaunch): void {
  process.env[ORIGIN] = stack.origin;
  process.env[LOGS] = stack.logs;
  process.env[CHROMIUM] = JSON.stringify(chromium);
}

/** Where the shared stack listens. */
export function origin(): string {
  return announced(ORIGIN);
}

/** Every log line that the shared stack has written so far. */
export function logLines(): string[] {
  const directory = announced(LOGS);
  return readdirSync(directory).flatMap((file) => readFileSync(join(directory, file), 'utf8').split('\n'));
}

export function chromium(): ChromiumLaunch {
  return JSON.parse(announced(CHROMIUM)) as ChromiumLaunch;
}

function announced(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error('The end-to-end tests need the global setup of their Jest project.');
  return value;
}
