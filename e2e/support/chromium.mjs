// Finds a Chromium and prints how to start it, as JSON: {"executablePath", "env"}.
// A process of its own because the packaged Chromium is an ES module that reads its temporary directory and changes its
// environment as it loads, neither of which a test run should notice.
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const cache = resolve(fileURLToPath(new URL('../../.cache', import.meta.url)));
const home = resolve(cache, 'chromium');

/** The package's own names fixed places outside of the checkout; its one family, Open Sans, must be found for a page to have any letters. */
const fontConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>${resolve(home, 'fonts/fonts')}</dir>
  <cachedir>${resolve(home, 'fonts-cache')}</cachedir>
  <alias><family>sans-serif</family><prefer><family>Liberation Sans</family><family>Open Sans</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>Liberation Mono</family><family>DejaVu Sans Mono</family></prefer></alias>
</fontconfig>
`;

/** `CHROME_PATH`, the system's own, or the one that comes as a package and is unpacked once into the checkout's cache. */
async function findChromium() {
  const installed = [process.env.CHROME_PATH, '/usr/bin/chromium'].find((path) => path && existsSync(path));
  if (installed) return { executablePath: installed, env: {} };
  if (!existsSync(home)) await unpack();
  return {
    executablePath: resolve(home, 'chromium'),
    env: { LD_LIBRARY_PATH: resolve(home, 'al2023/lib'), FONTCONFIG_PATH: resolve(home, 'fonts') },
  };
}

/** Into a draft first: half of a Chromium, left by a run that was interrupted, must not pass for a whole one. */
async function unpack() {
  const draft = resolve(cache, `chromium-${process.pid}`);
  mkdirSync(draft, { recursive: true });
  process.env.TMPDIR = draft;
  // Without it the package leaves out the libraries that a bare system lacks.
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs22.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  await chromium.executablePath();
  writeFileSync(resolve(draft, 'fonts/fonts.conf'), fontConfiguration);
  try {
    renameSync(draft, home);
  } catch (error) {
    // Another run was faster.
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
}

console.log(JSON.stringify(await findChromium()));
