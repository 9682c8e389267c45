import { Database, KeyRing, type Logger } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { Job } from '../job';
import { LOGGER } from '../tokens';
import { sweepSigningKeys } from './sweep-signing-keys';

/** The stages of a key are days long, so a few hours more or less change nothing. */
const EVERY_MS = 6 * 3_600_000;

/**
 * Replaces signing keys in the stages that `decideRotation` describes. Two sweeps at once do the work once: what is due is decided again under each
 * workspace's lock.
 */
@Injectable()
export class RotateSigningKeys implements Job {
  readonly queue = 'rotate-signing-keys';
  readonly concurrency = 1;
  readonly schedules = [{ id: 'sweep', everyMs: EVERY_MS, data: {} }];
  readonly lockMs = 600_000;

  constructor(
    private readonly database: Database,
    private readonly keyRing: KeyRing,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @throws when Postgres is away, or when workspaces were left behind: their keys went unrotated, which somebody should see. */
  async run(): Promise<void> {
    const sweep = await sweepSigningKeys(this.database, this.keyRing, this.logger);
    if (sweep.steps > 0) this.logger.info(sweep, 'signing keys rotated');
    if (sweep.failures > 0) throw new Error(`the signing keys of ${sweep.failures} workspaces were not rotated`);
  }
}
