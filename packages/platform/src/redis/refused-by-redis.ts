/**
 * Answers with which Redis says that it did not do what it was asked, and will not for now: a replica after a failover, no memory, no disk, still loading,
 * a cluster without that part. Sent again elsewhere, nothing is done twice. (Redis documentation, error replies.)
 */
const REFUSALS = /^-?(READONLY|OOM|LOADING|CLUSTERDOWN|MASTERDOWN|MISCONF|NOREPLICAS) /;

/** Whether Redis answered, and did nothing: as good as absent. Every other error leaves open what was done. */
export function isRefusedByRedis(error: unknown): boolean {
  return error instanceof Error && REFUSALS.test(error.message);
}
