import {
  type Database,
  faultForLog,
  type Logger,
  type StripeAccess,
  stripeAccountDirectoryRepository,
  type StripeAccounts,
  stripeConnectionRepository,
} from '@gatehouse/platform';

const WORKSPACES_AT_ONCE = 100;

interface Round {
  readonly database: Database;
  /** Null where there is no Stripe. */
  readonly stripe: StripeAccounts | null;
  readonly logger: Logger;
  /** What to say in the log when the work of one workspace failed. */
  readonly failure: string;
}

/**
 * Does the work of every workspace that is paid through Stripe, one after the other. One whose account does not answer holds up nobody, and has
 * its turn again in the next round.
 * @returns the sum of what the work yielded
 * @throws when Postgres is away
 */
export async function sumOverPaidWorkspaces(
  { database, stripe, logger, failure }: Round,
  work: (workspaceId: string, access: StripeAccess) => Promise<number>,
): Promise<number> {
  let sum = 0;
  for (let after = ''; ;) {
    const page = { after, limit: WORKSPACES_AT_ONCE };
    const ids = await database.inDirectory((tx) => stripeAccountDirectoryRepository.listAllHolders(tx, page));
    for (const workspace of ids) {
      try {
        const connection = await database.inWorkspace(workspace, (tx) => stripeConnectionRepository.find(tx));
        if (connection !== null && stripe?.serves(connection) === true) sum += await work(workspace, stripe.of(connection));
      } catch (error) {
        logger.error({ workspace, error: faultForLog(error) }, failure);
      }
    }
    if (ids.length < WORKSPACES_AT_ONCE) return sum;
    after = ids.at(-1) ?? after;
  }
}
