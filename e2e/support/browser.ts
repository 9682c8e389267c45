import { chromium as playwright, devices, type Browser, type BrowserContext } from 'playwright-core';
import { chromium } from './run';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const WITHIN_MS = 20_000;

export function launchBrowser(): Promise<Browser> {
  const { executablePath, env } = chromium();
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return playwright.launch({ executablePath, args: FLAGS, env: { ...Object.fromEntries(inherited), ...env } });
}

/** A creator's browser: a desk-sized window that may use the clipboard. */
export async function openDesk(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, acceptDownloads: true });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  return patient(context);
}

/** A subscriber's phone, in whose web view ChatGPT opens the sign-in. Hosted pages must do without JavaScript. */
export async function openPhone(browser: Browser, { javaScript = true } = {}): Promise<BrowserContext> {
  return patient(await browser.newContext({ ...devices['Pixel 7'], javaScriptEnabled: javaScript }));
}

function patient(context: BrowserContext): BrowserContext {
  context.setDefaultTimeout(WITHIN_MS);
  return context;
}
