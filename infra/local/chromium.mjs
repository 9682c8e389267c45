import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Failure } from './failure.mjs';
import { cacheDirectory, root } from './paths.mjs';

const systemChromium = '/usr/bin/chromium';

// The package unpacks itself into the system's temporary directory, and adds the libraries that a bare machine lacks only when it believes
// to run where it was made for.
const unpackScript = `
  const { default: chromium } = await import('@sparticuz/chromium');
  process.stdout.write(await chromium.executablePath());
`;
const madeFor = { AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' };

/** The libraries are for the browser alone: in everybody's environment they would get under our servers' feet too. */
const wrapperFor = (home, binary) => `#!/bin/sh
LD_LIBRARY_PATH="${home}/al2023/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
FONTCONFIG_PATH="${home}/fonts"
export LD_LIBRARY_PATH FONTCONFIG_PATH
exec "${binary}" "$@"
`;

async function unpackBundled(toolchain, session, home, wrapper) {
  mkdirSync(home, { recursive: true });
  const env = { ...process.env, ...madeFor, TMPDIR: home };
  const options = { cwd: resolve(root, 'e2e'), env };
  const { code, output } = await session.command(toolchain.node, ['--input-type=module', '-e', unpackScript], options);
  if (code !== 0)
    throw new Failure(
      `There is no Chromium for the browser tests: install chromium, or name one with CHROME_PATH. Unpacking the bundled one said:\n\n${output.trim()}`,
    );
  const draft = `${wrapper}.new`;
  writeFileSync(draft, wrapperFor(home, output.trim()), { mode: 0o755 });
  renameSync(draft, wrapper);
}

/**
 * A Chromium to drive: the one that CHROME_PATH names, the machine's own, or the one inside an npm package.
 * @returns {Promise<string>} the path of something that can be executed like it.
 * @throws {Failure} when there is none.
 */
export async function findChromium({ toolchain, session, progress }) {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (!existsSync(named))
      throw new Failure('CHROME_PATH names a file that does not exist: correct it, or unset it to have a Chromium found.');
    return named;
  }
  if (existsSync(systemChromium)) return systemChromium;
  const home = resolve(cacheDirectory, 'chromium');
  const wrapper = resolve(home, 'run');
  if (!existsSync(wrapper)) await progress.step('Unpacking Chromium', () => unpackBundled(toolchain, session, home, wrapper));
  return wrapper;
}
