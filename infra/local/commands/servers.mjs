import { startSandbox, startStores } from '../backing-servers.mjs';
import { claim, ensureSecrets } from '../data-directory.mjs';
import { shortPath } from '../paths.mjs';
import { prepare } from '../prepare.mjs';
import { readSettings } from '../settings.mjs';

/**
 * `npm run servers`: Postgres, Redis and the sandbox alone, for working on the API and running single test files. Prints the environment
 * that points at them, one `NAME=value` a line, and stays until it is stopped.
 */
export async function servers({ session, progress }) {
  const settings = readSettings(process.env);
  const directory = settings.dataDirectory;
  const claimed = await claim(directory, null, progress);
  session.onChange(claimed.remember);
  session.atEnd(claimed.release);
  const common = { settings, directory, secrets: ensureSecrets(directory), session, progress };
  const { result } = await prepare({
    session,
    progress,
    withRedis: settings.redisUrl === null,
    build: false,
    meanwhile: async (toolchain) => {
      const [stores, sandbox] = await Promise.all([startStores(common), startSandbox({ ...common, toolchain })]);
      return { ...stores.env, ...sandbox };
    },
  });
  const env = { ...result, MASTER_KEYS: settings.masterKeys ?? common.secrets.masterKeys };
  for (const [name, value] of Object.entries(env)) process.stdout.write(`${name}=${value}\n`);
  progress.say(
    `The servers run on ${shortPath(directory)} until you press Ctrl-C. Put the lines above into the environment of what is to use them.`,
  );
  await session.ended;
}
