import { resolve } from 'node:path';
import { dropDead, holderOf, letGo, tryHold } from './exclusive-file.mjs';
import { cacheDirectory } from './paths.mjs';
import { isAlive } from './process-identity.mjs';

const lockFile = resolve(cacheDirectory, 'launcher.lock');

async function holdInTurn() {
  while (!tryHold(lockFile)) {
    const holder = holderOf(lockFile);
    if (holder === null || !isAlive(holder)) dropDead(lockFile);
    else await new Promise((done) => setTimeout(done, 100));
  }
}

/** Does work on the checkout itself (fetching, installing, building) while no other launcher does: two at once would trip each other up. */
export async function alone(progress, work) {
  if (!tryHold(lockFile)) {
    const holder = holderOf(lockFile);
    const waiting = holder !== null && isAlive(holder) && holder.pid !== process.pid;
    await (waiting ? progress.step(`Waiting for process ${holder.pid}, which prepares this checkout`, holdInTurn) : holdInTurn());
  }
  try {
    return await work();
  } finally {
    letGo(lockFile);
  }
}
