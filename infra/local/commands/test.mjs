import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { startStores } from '../backing-servers.mjs';
import { ensureSecrets } from '../data-directory.mjs';
import { root } from '../paths.mjs';
import { prepare } from '../prepare.mjs';
import { runChecks } from './check.mjs';

/** What configures an installation must not reach the tests: they say themselves what they need, and never touch anybody's data. */
const notForTests =
  /^(NODE_ENV|PORT|PUBLIC_URL|DATA_DIR|DATABASE_|REDIS_|MASTER_KEYS|GOOGLE_|GITHUB_CLIENT_|MICROSOFT_|STRIPE_|SMTP_|MAIL_|SANDBOX_|PLANE|WORKER_|PRINCIPAL_CACHE_|DRAIN_|LOG_LEVEL|TRUSTED_PROXIES)/;

const cleanEnvironment = () => Object.fromEntries(Object.entries(process.env).filter(([name]) => !notForTests.test(name)));

/** Jest's counts. A file that could not even be run is a failure too; Jest counts it as a suite only. */
function readResults(file) {
  if (!existsSync(file)) return { passed: 0, failed: 0, skipped: 0 };
  const results = JSON.parse(readFileSync(file, 'utf8'));
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}

async function runJest({ toolchain, session, env, directory, args }) {
  const outputFile = resolve(directory, 'results.json');
  const jest = resolve(root, 'node_modules/jest/bin/jest.js');
  const options = { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] };
  const { code } = await session.command(toolchain.node, [jest, '--json', `--outputFile=${outputFile}`, ...args], options);
  return { code, ...readResults(outputFile) };
}

function scratchDirectory(session) {
  const directory = mkdtempSync(resolve(tmpdir(), 'gatehouse-test-'));
  session.atEnd(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Says how it went; the very last line is for machines. */
function tell({ passed, failed, skipped, code }, failedChecks, progress) {
  progress.say();
  if (failedChecks.length > 0) progress.say(`Checks failed: ${failedChecks.join(', ')}.`);
  if (skipped > 0) progress.say(`${skipped} skipped.`);
  if (passed + failed === 0)
    progress.say(code === 0 ? 'No test was run, which counts as a failure.' : 'The tests could not be run.');
  progress.say(`${passed} passed, ${failed} failed`);
}

/**
 * `npm test`: the checks, then every test, on a Postgres and a Redis of their own that are gone afterwards. Arguments go to Jest, and a run
 * with arguments leaves the checks out: it is for somebody who works on one thing.
 */
export async function test({ session, progress, args }) {
  const directory = scratchDirectory(session);
  const settings = { databaseUrl: null, redisUrl: null };
  const common = { settings, directory, secrets: ensureSecrets(directory), scratch: true, session, progress };
  const { toolchain, result: stores } = await prepare({
    session,
    progress,
    withRedis: true,
    meanwhile: () => startStores(common),
  });
  session.atEnd(stores.forget);
  const failedChecks = args.length === 0 ? await runChecks({ toolchain, session, progress }) : [];
  const env = { ...cleanEnvironment(), ...stores.env, PATH: toolchain.path };
  const results = await runJest({ toolchain, session, env, directory, args });
  tell(results, failedChecks, progress);
  if (results.code !== 0) return results.code;
  return results.passed === 0 || results.failed > 0 || failedChecks.length > 0 ? 1 : 0;
}
