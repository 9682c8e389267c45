/** How Redis 6 says in front of an answer that a script met it, where Redis 7 says so behind it. */
const IN_A_SCRIPT = String.raw`(?:ERR Error running script \(call to f_[0-9a-f]{40}\): )?(?:@user_script: ?\d+: )*-?`;

/**
 * Answers with which Redis says that it did not do what it was asked, and will not for now: a replica after a failover, no memory, no disk, still loading,
 * a cluster without that part. Sent again elsewhere, nothing is done twice. (Redis documentation, error replies.)
 */
const REFUSALS = new RegExp(`^${IN_A_SCRIPT}(READONLY|OOM|LOADING|CLUSTERDOWN|MASTERDOWN|MISCONF|NOREPLICAS) `);

/** Those of one that is a replica, or becomes one: it loads what the new primary has, and then refuses to write. */
const OF_A_REPLICA = new RegExp(`^${IN_A_SCRIPT}(READONLY|LOADING|MASTERDOWN) `);

const WITHOUT_MEMORY = new RegExp(`^${IN_A_SCRIPT}OOM `);

/** Whether Redis answered, and did nothing: as good as absent. Every other error leaves open what was done. */
export function isRefusedByRedis(error: unknown): boolean {
  return error instanceof Error && REFUSALS.test(error.message);
}

/** Whether Redis has no memory for what it was asked: it still gives out and deletes what it has. */
export function isWithoutMemory(error: unknown): boolean {
  return error instanceof Error && WITHOUT_MEMORY.test(error.message);
}

/** Whether another Redis is the primary by now. */
export function isOfAReplica(error: Error): boolean {
  return OF_A_REPLICA.test(error.message);
}
