import { Failure, Interrupted } from './failure.mjs';
import { Progress } from './progress.mjs';
import { Session } from './session.mjs';

/** Commands that run until they are stopped: being stopped is their success. */
const lasting = ['start', 'servers'];

function codeFor(name, error, progress) {
  if (error instanceof Interrupted) return lasting.includes(name) ? 0 : 130;
  progress.say();
  // A Failure is for the person at the keyboard; anything else is our mistake, and its stack says where.
  progress.say(error instanceof Failure ? error.message : `The launcher failed, which is a fault in it: ${error.stack}`);
  return 1;
}

/**
 * Runs one command of the launcher and stops everything that it started, whichever way it ends.
 * @returns {Promise<number>} the exit code.
 */
export async function runToTheEnd(name, command, args) {
  // `servers` prints what a shell is to evaluate; all talk goes to the other stream.
  const progress = new Progress(name === 'servers' ? process.stderr : process.stdout);
  const session = new Session();
  // Whoever reads our output may go before we do (npm killed, a closed pipe). That must not keep us from stopping what we started.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  let code;
  try {
    code = (await session.run(() => command({ session, progress, args }))) ?? 0;
  } catch (error) {
    code = codeFor(name, error, progress);
  }
  if (!lasting.includes(name) || !session.hasServers) {
    await session.close();
  } else {
    progress.say();
    await progress.step('Stopping', () => session.close());
  }
  return code;
}
