import type { Clock } from '@gatehouse/core';
import { Database, DomainChecks, domainDirectoryRepository, type Logger } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { Job } from '../job';
import { CLOCK, LOGGER } from '../tokens';

/** When each domain's turn is, the directory knows; this is how late it may come. */
const EVERY_MS = 20_000;
const AT_A_TIME = 200;
/** Name servers answer slowly or not at all; one that does not must not hold up the others. */
const PARALLEL = 10;

/** Looks at the DNS for every custom domain whose turn it is. Two rounds at once look twice and decide once (a lock by domain). */
@Injectable()
export class CheckDomains implements Job {
  readonly queue = 'check-domains';
  readonly concurrency = 1;
  readonly schedules = [{ id: 'round', everyMs: EVERY_MS, data: {} }];
  readonly lockMs = 300_000;

  constructor(
    private readonly database: Database,
    private readonly checks: DomainChecks,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @throws when Postgres is away. One domain that fails is looked at in the next round. */
  async run(): Promise<void> {
    const due = await this.database.inDirectory((tx) => domainDirectoryRepository.listDue(tx, this.clock.now(), AT_A_TIME));
    const waiting = [...due];
    const takeTurns = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await this.checkOne(next);
    };
    await Promise.all(Array.from({ length: Math.min(PARALLEL, due.length) }, takeTurns));
  }

  private async checkOne({ workspaceId, domainId }: { workspaceId: string; domainId: string }): Promise<void> {
    try {
      await this.checks.check(workspaceId, domainId);
    } catch (error) {
      this.logger.error(
        { workspace: workspaceId, domain: domainId, error: error instanceof Error ? error.message : 'unknown' },
        'a domain was not checked',
      );
    }
  }
}
