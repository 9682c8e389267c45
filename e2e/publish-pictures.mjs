// Copies chosen pictures of the last end-to-end run to docs/images, for the README: `node e2e/publish-pictures.mjs`.
// WebP, because a page of text weighs a third of what it does as PNG; made by Chromium, which is here anyway.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const here = fileURLToPath(new URL('.', import.meta.url));
const artifacts = resolve(here, 'artifacts');
const images = resolve(here, '../docs/images');
const QUALITY = 0.86;

/** Picture of the run, name in the documentation, and the height after which a long page is cut. */
const chosen = [
  ['journey/01-sign-up-wide-light', 'sign-up', 800],
  ['journey/05-connect-wide-light', 'connect', 1120],
  ['journey/07-hosted-sign-in-narrow-light', 'hosted-sign-in', 844],
  ['journey/08-hosted-consent-narrow-light', 'hosted-consent', 844],
  ['journey/10-usage-wide-light', 'usage', 1040],
  ['journey/11-subscribers-wide-light', 'subscribers', 800],
  ['journey/16-overview-wide-light', 'overview', 1000],
  ['journey/16-overview-wide-dark', 'overview-dark', 1000],
];

/** Draws a PNG, cut to `height`, and returns it as WebP. */
async function compress(page, file, height) {
  const source = `data:image/png;base64,${readFileSync(file).toString('base64')}`;
  const encoded = await page.evaluate(
    async ({ source, height, quality }) => {
      const image = await globalThis.createImageBitmap(await (await fetch(source)).blob());
      const canvas = new globalThis.OffscreenCanvas(image.width, Math.min(image.height, height));
      canvas.getContext('2d').drawImage(image, 0, 0);
      const blob = await canvas.convertToBlob({ type: 'image/webp', quality });
      return new Uint8Array(await blob.arrayBuffer()).toBase64();
    },
    { source, height, quality: QUALITY },
  );
  return Buffer.from(encoded, 'base64');
}

const missing = chosen.filter(([from]) => !existsSync(resolve(artifacts, `${from}.png`)));
if (missing.length > 0) {
  console.error(
    `Run the end-to-end tests first; there is no ${missing.map(([from]) => `${from}.png`).join(', ')} in e2e/artifacts.`,
  );
  process.exit(1);
}

mkdirSync(images, { recursive: true });
const found = execFileSync(process.execPath, [resolve(here, 'support/chromium.mjs')], { encoding: 'utf8' });
const { executablePath, env } = JSON.parse(found);
const browser = await chromium.launch({
  executablePath,
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
  env: { ...process.env, ...env },
});
try {
  const page = await browser.newPage();
  for (const [from, to, height] of chosen) {
    const target = resolve(images, `${to}.webp`);
    writeFileSync(target, await compress(page, resolve(artifacts, `${from}.png`), height));
    console.log(`docs/images/${to}.webp  ${Math.round(statSync(target).size / 1000)} kB`);
  }
} finally {
  await browser.close();
}
