// Finds a Chromium and prints how to start it, as JSON: {"executablePath", "env"}.
// A process of its own because the packaged Chromium is an ES module that reads its temporary directory and changes its environment as it
// loads, neither of which a test run should notice.
import { existsSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const cacheDirectory = resolve(fileURLToPath(new URL('../../.cache/chromium', import.meta.url)));

/** `CHROME_PATH`, the system's own, or the one that comes as a package and is unpacked once into the checkout's cache. */
async function findChromium() {
  const installed = [process.env.CHROME_PATH, '/usr/bin/chromium'].find((path) => path && existsSync(path));
  if (installed) return { executablePath: installed, env: {} };
  mkdirSync(cacheDirectory, { recursive: true });
  process.env.TMPDIR = cacheDirectory;
  // Without it the package leaves out the libraries that a bare system lacks.
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs22.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  const executablePath = await chromium.executablePath();
  const { LD_LIBRARY_PATH, FONTCONFIG_PATH } = process.env;
  return { executablePath, env: { LD_LIBRARY_PATH, FONTCONFIG_PATH } };
}

console.log(JSON.stringify(await findChromium()));
