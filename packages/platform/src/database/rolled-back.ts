/**
 * Whether Postgres refused a statement and undid its transaction, for certain: the error came from Postgres and left the connection standing
 * (severity ERROR; FATAL ends it). After anything else, a broken connection above all, the transaction may have been committed.
 */
export function wasRolledBack(error: unknown): boolean {
  return severityOf(error) === 'ERROR' || severityOf((error as { driverError?: unknown } | null)?.driverError) === 'ERROR';
}

function severityOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'severity' in error ? error.severity : undefined;
}
