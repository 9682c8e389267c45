import { announceRun, findChromium } from './run';
import { Stack } from './stack';

declare global {
  var gatehouseStack: Stack | undefined;
}

/** Starts the product once for all end-to-end test files; each makes its own workspace in it. */
export default async function globalSetup(): Promise<void> {
  const chromium = findChromium();
  globalThis.gatehouseStack = await Stack.start('shared');
  announceRun(globalThis.gatehouseStack, chromium);
}
