import { type Database, type KeyRing, type Logger, workspaceRepository } from '@gatehouse/platform';

const PAGE_SIZE = 500;

/** What one visit to every workspace came to. */
export interface Sweep {
  readonly workspaces: number;
  /** Keys made, promoted or retired. */
  readonly steps: number;
  readonly failures: number;
}

/**
 * Visits every workspace and does what is due for its signing keys. One that fails is logged and visited again next time: the others must not
 * wait for it, and its present keys go on working meanwhile.
 */
export async function sweepSigningKeys(database: Database, keyRing: KeyRing, logger: Logger): Promise<Sweep> {
  const sweep = { workspaces: 0, steps: 0, failures: 0 };
  for (let page = await pageAfter(database, ''); page.length > 0; page = await pageAfter(database, page.at(-1) ?? '')) {
    for (const workspaceId of page) {
      sweep.workspaces += 1;
      try {
        sweep.steps += await keyRing.rotate(workspaceId);
      } catch (error) {
        sweep.failures += 1;
        logger.error(
          { workspace: workspaceId, error: error instanceof Error ? error.message : 'unknown' },
          'signing keys not rotated',
        );
      }
    }
    if (page.length < PAGE_SIZE) break;
  }
  return sweep;
}

function pageAfter(database: Database, after: string): Promise<string[]> {
  return database.inDirectory((tx) => workspaceRepository.listIds(tx, { after, limit: PAGE_SIZE }));
}
